stack Network {
  param tier: Tier

  output kind = tier.kind
}
