"""Reads `cargo metadata` and compares the stated rust-versions of each of our crates with those of
all that it pulls in, dev-dependencies apart."""

import json
import sys


def number(version):
    return tuple(int(part) for part in (version or "0").split(".")[:2])


def pulled_in(node, nodes):
    """The ids of what a package needs to be built, itself included."""
    found, rest = set(), [node]
    while rest:
        current = rest.pop()
        if current in found:
            continue
        found.add(current)
        for dependency in nodes[current]["deps"]:
            if any(kind["kind"] != "dev" for kind in dependency["dep_kinds"]):
                rest.append(dependency["pkg"])
    return found


def main():
    metadata = json.load(sys.stdin)
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    wrong = 0
    for member in metadata["workspace_members"]:
        ours = packages[member]
        if ours["rust_version"] is None:
            continue
        tree = [packages[id] for id in pulled_in(member, nodes)]
        later = [p for p in tree if number(p["rust_version"]) > number(ours["rust_version"])]
        for package in later:
            print(f"error: {ours['name']} states Rust {ours['rust_version']}, but"
                  f" {package['name']} {package['version']} needs {package['rust_version']}")
        wrong += len(later)
        if not later:
            print(f"{ours['name']}: Rust {ours['rust_version']} is enough for what the"
                  f" {len(tree)} crates of its tree state")
    return 1 if wrong else 0


sys.exit(main())
