//! Address blocks and availability zones.

use std::{net::IpAddr, str::FromStr};

use arcstr::ArcStr;
use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use super::{
    Group,
    call::{Call, CallError},
    signature::{BASE, Entry, MADE, Sig, any, known},
};
use crate::{
    evaluate::{Deploy, Value},
    types::{NamedString, regions},
};

const CIDR: Sig = Sig::Named(NamedString::Cidr);
const ADDRESS: Sig = Sig::Named(NamedString::IpAddress);

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        name: "subnet",
        group: Group::Networks,
        params: &[any("block", CIDR), known("slot", Sig::Within(0, i64::MAX)), known("prefix", Sig::Within(0, 128))],
        result: CIDR,
        docs: "The block of `prefix` bits in the place `slot`, counted from 0, of a larger block. Of a block that only \
               the deployment knows, `Fn::Cidr` (IPv4, slots up to 255).",
        example: ("subnet(\"10.0.0.0/16\", slot: 2, prefix: 24)", "\"10.0.2.0/24\""),
        eval: subnet,
        ..BASE
    },
    Entry {
        name: "cidr_contains",
        group: Group::Networks,
        params: &[known("block", CIDR), known("part", Sig::Union(&[CIDR, ADDRESS]))],
        result: Sig::Bool,
        docs: "Whether a block contains another block, or an address.",
        example: ("cidr_contains(\"10.0.0.0/16\", \"10.0.2.0/24\")", "true"),
        eval: |call| {
            let outer = block(call, 0)?;
            let part = call.text(1)?;
            let inner = match IpAddr::from_str(&part) {
                Ok(address) => IpNet::from(address),
                Err(_) => block(call, 1)?,
            };
            Ok(Value::Bool(match (outer, inner) {
                (IpNet::V4(outer), IpNet::V4(inner)) => outer.contains(&inner),
                (IpNet::V6(outer), IpNet::V6(inner)) => outer.contains(&inner),
                _ => false,
            }))
        },
        ..BASE
    },
    Entry {
        name: "cidr_prefix",
        group: Group::Networks,
        params: &[known("block", CIDR)],
        result: Sig::Within(0, 128),
        docs: "How many bits of a block are fixed.",
        example: ("cidr_prefix(\"10.0.0.0/16\")", "16"),
        eval: |call| Ok(Value::Int(i64::from(block(call, 0)?.prefix_len()))),
        ..BASE
    },
    Entry {
        name: "cidr_host",
        group: Group::Networks,
        params: &[known("block", CIDR), known("number", Sig::Within(0, i64::MAX))],
        result: ADDRESS,
        docs: "The address with a number in a block, counted from 0. In a VPC's block number 2 is the DNS resolver.",
        example: ("cidr_host(\"10.0.0.0/16\", 2)", "\"10.0.0.2\""),
        eval: |call| {
            let (block, number) = (block(call, 0)?, call.int(1)?);
            let number = u128::try_from(number).unwrap_or_default();
            let address = match block {
                IpNet::V4(net) if number < 1 << (32 - net.prefix_len()) => {
                    IpAddr::from((u32::from(net.network()) + number as u32).to_be_bytes())
                }
                IpNet::V6(net) if number <= u128::MAX.checked_shr(net.prefix_len().into()).unwrap_or(0) => {
                    IpAddr::from((u128::from(net.network()) + number).to_be_bytes())
                }
                _ => return Err(CallError::argument(1, format!("`{block}` has no address number {number}"))),
            };
            Ok(Value::str(address.to_string()))
        },
        ..BASE
    },
    Entry {
        name: "zones",
        group: Group::Networks,
        params: &[any("region", Sig::Named(NamedString::Region)).or_none()],
        result: Sig::Opaque(&Sig::Str),
        // `Fn::GetAZs` may not stand in a Condition.
        stage: MADE,
        docs: "The availability zones: of the stack's own region, those of the account that it is deployed to \
               (`Fn::GetAZs`), from which `select` takes one; of a named region, the names of those that every account \
               has.",
        example: ("zones(\"eu-central-1\")", "[\"eu-central-1a\", \"eu-central-1b\", \"eu-central-1c\"]"),
        eval: zones,
        ..BASE
    },
];

fn block(call: &Call<'_>, index: usize) -> Result<IpNet, CallError> {
    let text = call.text(index)?;
    IpNet::from_str(&text).map_err(|_| CallError::argument(index, format!("`{text}` is not a CIDR block")))
}

fn subnet(call: &mut Call<'_>) -> Result<Value, CallError> {
    let (slot, prefix) = (call.int(1)?, call.int(2)?);
    if let whole @ Value::Deploy(_) = call.value(0) {
        return deployed_subnet(whole.clone(), slot, prefix);
    }
    let outer = block(call, 0)?;
    let bits = outer.max_prefix_len();
    let too_large = || {
        let message = format!("a block of /{prefix} does not fit into `{outer}`");
        CallError::argument(2, message).help(format!("give a prefix from {} to {bits}", outer.prefix_len()))
    };
    let new = u8::try_from(prefix).ok().filter(|p| (outer.prefix_len()..=bits).contains(p)).ok_or_else(too_large)?;
    let places = 1u128.checked_shl(u32::from(new - outer.prefix_len())).unwrap_or(u128::MAX);
    let number = u128::try_from(slot).ok().filter(|s| *s < places).ok_or_else(|| {
        let blocks = if places == 1 { "block" } else { "blocks" };
        CallError::argument(1, format!("`{outer}` has {places} {blocks} of /{new}, and no slot {slot}"))
    })?;
    // A shift by all bits is no shift: such a block has one address, or is the only one.
    let offset = number.checked_shl(u32::from(bits - new)).unwrap_or(0);
    let made = match outer {
        IpNet::V4(net) => Ipv4Net::new((u32::from(net.network()) + offset as u32).into(), new).map(IpNet::V4),
        IpNet::V6(net) => Ipv6Net::new((u128::from(net.network()) + offset).into(), new).map(IpNet::V6),
    };
    made.map(|net| Value::str(net.to_string())).map_err(|_| too_large())
}

/// How many blocks `Fn::Cidr` makes at most.
const MOST_BLOCKS: i64 = 256;

fn deployed_subnet(whole: Value, slot: i64, prefix: i64) -> Result<Value, CallError> {
    if !(0..MOST_BLOCKS).contains(&slot) {
        let message =
            format!("of a block that only the deployment knows, the slot must be within 0 and 255, found {slot}");
        return Err(CallError::argument(1, message));
    }
    if !(1..=32).contains(&prefix) {
        let message =
            format!("of a block that only the deployment knows, the prefix must be within 1 and 32, found {prefix}");
        return Err(CallError::argument(2, message));
    }
    let blocks = Deploy::Cidr(whole, Value::Int(slot + 1), Value::Int(32 - prefix));
    Ok(Value::deploy(Deploy::Select(Value::Int(slot), Value::deploy(blocks))))
}

fn zones(call: &mut Call<'_>) -> Result<Value, CallError> {
    match call.value(0) {
        // CloudFormation takes the empty string for the stack's own region.
        Value::Null => Ok(Value::deploy(Deploy::Zones(Value::Str(ArcStr::new())))),
        region @ Value::Deploy(_) => Ok(Value::deploy(Deploy::Zones(region.clone()))),
        Value::Str(name) => {
            let Some(region) = regions::region(name) else {
                return Err(CallError::argument(0, format!("`{name}` is not a known AWS region")));
            };
            if region.zones.is_empty() {
                let message = format!("which zones `{name}` has differs between accounts");
                return Err(CallError::argument(0, message).help("let the deployment say: `select(zones(), 0)`"));
            }
            Ok(Value::list(region.zones.chars().map(|letter| Value::str(format!("{name}{letter}"))).collect()))
        }
        _ => Err(call.unfit(0, "a region")),
    }
}
