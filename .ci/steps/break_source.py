"""Copies the platform's sources with one fault put in, for can_fail.sh. usage: break_source.py FAULT COPY"""

import pathlib
import shutil
import sys

NETWORK, SERVICES = "examples/batbern/network.bat", "examples/batbern/services.bat"
DEVELOPMENT, PRODUCTION = "envs/dev.bat", "envs/prod.bat"

# A file, what stands in it once, and what is written instead. What the library decides is overridden.
FAULTS = {
    "a way out of the isolated tier": (
        NETWORK,
        'isolated: { kind: "isolated", slot: 2, prefix: 24 }',
        'isolated: { kind: "private", slot: 2, prefix: 24 }',
    ),
    "a proxy without TLS": (
        DEVELOPMENT,
        "env development extends base {\n",
        "env development extends base {\n  override db.proxy.proxy { RequireTLS: false }\n",
    ),
    "a cluster without names": (SERVICES, "Cluster { vpc, domain }", "Cluster { vpc }"),
    "a production with fewer backups": (PRODUCTION, "backup_retention: 30d", "backup_retention: 8d"),
}


def main(fault, copy):
    copy = pathlib.Path(copy)
    for folder in ("envs", "examples/batbern"):
        shutil.copytree(folder, copy / folder)
    (copy / "batc.toml").touch()  # a project of its own
    name, old, new = FAULTS[fault]
    path = copy / name
    text = path.read_text()
    if text.count(old) != 1:
        sys.exit(f"{name} has {text.count(old)} times: {old}")
    path.write_text(text.replace(old, new))


main(*sys.argv[1:])
