"""The tree of RFC 6962: the reference leaves of Certificate Transparency, all small sizes, proofs that must fail."""

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain import merkle
from registry_app.domain.merkle import (
    EMPTY_ROOT,
    HASH_SIZE,
    consistency_proof,
    inclusion_proof,
    is_extension,
    is_included,
    leaf_hash,
    node_hash,
    root,
)

LEAVES = [
    leaf_hash(bytes.fromhex(content))
    for content in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
"""The leaves that the implementations of Certificate Transparency test each other with."""
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PROOFS = {
    (1, 8): (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ),
    (6, 8): (
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ),
    (2, 5): (
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ),
    (3, 3): (),
}
ALL = 256
MANY = [leaf_hash(number.to_bytes(2, "big")) for number in range(ALL)]


@cache
def _by_definition(start: int, end: int) -> bytes:
    """MTH(D[start:end]) written as section 2.1 of RFC 6962 does."""
    if start == end:
        return EMPTY_ROOT
    if end - start == 1:
        return MANY[start]
    half = max(k for k in (1, 2, 4, 8, 16, 32, 64, 128) if k < end - start)
    return node_hash(_by_definition(start, start + half), _by_definition(start + half, end))


@pytest.mark.parametrize("size", range(9))
def test_the_reference_roots(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size]


def _path(index: int, start: int, end: int) -> list[bytes]:
    """PATH(m, D[start:end]) written as section 2.1.1 of RFC 6962 does."""
    if end - start == 1:
        return []
    half = max(k for k in (1, 2, 4, 8, 16, 32, 64, 128) if k < end - start)
    if index < half:
        return [*_path(index, start, start + half), _by_definition(start + half, end)]
    return [*_path(index - half, start + half, end), _by_definition(start, start + half)]


def _subproof(old: int, start: int, end: int, *, whole: bool) -> list[bytes]:
    """SUBPROOF(m, D[start:end], b) written as section 2.1.2 of RFC 6962 does."""
    if old == end - start:
        return [] if whole else [_by_definition(start, end)]
    half = max(k for k in (1, 2, 4, 8, 16, 32, 64, 128) if k < end - start)
    if old <= half:
        return [*_subproof(old, start, start + half, whole=whole), _by_definition(start + half, end)]
    return [*_subproof(old - half, start + half, end, whole=False), _by_definition(start, start + half)]


def test_every_pair_up_to_256_is_as_defined() -> None:
    """Inclusion of each leaf in each tree, and consistency of each tree with each of its beginnings."""
    pairs = 0
    for new in range(1, ALL + 1):
        leaves, whole = MANY[:new], _by_definition(0, new)
        for old in range(1, new + 1):
            path, proof = _path(old - 1, 0, new), _subproof(old, 0, new, whole=True)
            if new % 16 == 1 or old in (1, new):  # the writers are slow, and are asked for every shape all the same
                assert inclusion_proof(leaves, old - 1) == path
                assert consistency_proof(leaves, old) == proof
            assert is_included(MANY[old - 1], old - 1, new, whole, path)
            assert is_extension(old, _by_definition(0, old), new, whole, proof)
            pairs += 1
    assert pairs == ALL * (ALL + 1) // 2


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_every_proof_up_to_256_is_written_as_defined() -> None:
    for new in range(1, ALL + 1):
        for old in range(1, new + 1):
            assert inclusion_proof(MANY[:new], old - 1) == _path(old - 1, 0, new)
            assert consistency_proof(MANY[:new], old) == _subproof(old, 0, new, whole=True)


@given(st.data())
def test_no_leaf_is_shown_by_a_forged_proof(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, ALL), "size")
    index = data.draw(st.integers(0, size - 1), "index")
    whole, path = _by_definition(0, size), _path(index, 0, size)
    assert not is_included(_other(data.draw, MANY[index]), index, size, whole, path)
    assert not is_included(MANY[index], index, size, _other(data.draw, whole), path)
    assert not is_included(MANY[index], index, size, whole, _other_proof(data.draw, path))
    elsewhere = data.draw(st.integers(-2, size + 2).filter(lambda n: n != index), "elsewhere")
    assert not is_included(MANY[index], elsewhere, size, whole, path)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 5), (5, 5), (6, 5), (0, -1), (2**70, 2**70 + 1)])
def test_leaves_out_of_reach_are_in_no_tree(index: int, size: int) -> None:
    assert not is_included(MANY[0], index, size, EMPTY_ROOT, [])
    assert not is_included(MANY[0], index, size, MANY[1], [MANY[2]])
    if index < 2**60:
        with pytest.raises(ValueError, match="proof"):
            inclusion_proof(MANY[: max(size, 0)], index)


@pytest.mark.parametrize("sizes", PROOFS)
def test_the_reference_proofs(sizes: tuple[int, int]) -> None:
    old, new = sizes
    proof = consistency_proof(LEAVES[:new], old)
    assert tuple(step.hex() for step in proof) == PROOFS[sizes]
    assert is_extension(old, root(LEAVES[:old]), new, root(LEAVES[:new]), proof)


@pytest.mark.parametrize("size", range(71))
def test_roots_and_peaks_of_every_small_size(size: int) -> None:
    peaks = merkle.peaks_of(MANY[:size])
    assert root(MANY[:size]) == _by_definition(0, size) == merkle.root_of_peaks(peaks)
    assert merkle.unpack(merkle.pack(peaks), size) == peaks


@pytest.mark.parametrize("new", range(1, 40))
def test_every_small_tree_extends_each_of_its_beginnings(new: int) -> None:
    for old in range(1, new + 1):
        proof = consistency_proof(MANY[:new], old)
        assert is_extension(old, _by_definition(0, old), new, _by_definition(0, new), proof)
        assert len(proof) <= new.bit_length() + 1


@pytest.mark.parametrize("blob", [b"", b"x" * 31, b"x" * 33, b"x" * 96])
def test_peaks_of_another_size_are_refused(blob: bytes) -> None:
    with pytest.raises(ValueError, match="peaks"):
        merkle.unpack(blob, 5)
    with pytest.raises(ValueError, match="peaks"):
        merkle.append([], 5, MANY[0])


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 3)])
def test_there_is_no_proof_from_nothing_or_backwards(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="proof"):
        consistency_proof(MANY[:new], old)


def test_everything_extends_the_empty_tree_without_a_proof() -> None:
    new = root(MANY[:5])
    assert is_extension(0, EMPTY_ROOT, 5, new, [])
    assert not is_extension(0, EMPTY_ROOT, 5, new, [new])
    assert not is_extension(0, new, 5, new, [])


def test_the_same_size_is_the_same_root_without_a_proof() -> None:
    one, other = root(MANY[:5]), root(MANY[1:6])
    assert is_extension(5, one, 5, one, [])
    assert not is_extension(5, one, 5, other, [])
    assert not is_extension(5, one, 5, one, [one])


def _other(draw: Any, value: bytes) -> Any:
    flipped = bytearray(value)
    flipped[draw(st.integers(0, HASH_SIZE - 1))] ^= draw(st.integers(1, 255))
    return draw(st.sampled_from([bytes(flipped), value[:-1], value + b"\0", b"", EMPTY_ROOT]))


def _other_proof(draw: Any, proof: list[bytes]) -> Any:
    at = draw(st.integers(0, len(proof)))
    extra = draw(st.sampled_from([*MANY[:3], EMPTY_ROOT, *proof]))
    ways = [[*proof[:at], extra, *proof[at:]]]
    if proof:
        at = draw(st.integers(0, len(proof) - 1))
        ways += [[*proof[:at], *proof[at + 1 :]], [*proof[:at], _other(draw, proof[at]), *proof[at + 1 :]]]
        ways += [proof[::-1]] if proof[::-1] != proof else []
    return draw(st.sampled_from(ways))


@given(st.data())
def test_no_proof_stands_with_anything_changed(data: st.DataObject) -> None:
    """Roots and proof; the sizes are vouched for by who signed the heads, and some give proofs of the same shape."""
    new = data.draw(st.integers(2, ALL), "new")
    old = data.draw(st.integers(1, new - 1), "old")
    roots, proof = (_by_definition(0, old), _by_definition(0, new)), consistency_proof(MANY[:new], old)
    assert not is_extension(old, _other(data.draw, roots[0]), new, roots[1], proof)
    assert not is_extension(old, roots[0], new, _other(data.draw, roots[1]), proof)
    assert not is_extension(old, roots[0], new, roots[1], _other_proof(data.draw, proof))


@pytest.mark.parametrize(("old", "new"), [(-1, 5), (6, 5), (1, 0), (0, -1), (1, 2**70), (2**70, 2**70 + 1)])
def test_sizes_out_of_order_or_reach_are_refused(old: int, new: int) -> None:
    assert not is_extension(old, MANY[0], new, MANY[1], [MANY[2]])


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=40), st.data())
def test_rewritten_history_has_no_proof(contents: list[bytes], data: st.DataObject) -> None:
    leaves = [leaf_hash(content) for content in contents]
    old = data.draw(st.integers(1, len(leaves)))
    changed = data.draw(st.integers(0, old - 1))
    forged = [*leaves[:changed], leaf_hash(b"forged"), *leaves[changed + 1 :]]
    for proof in (consistency_proof(forged, old), consistency_proof(leaves, old)):
        assert not is_extension(old, root(leaves[:old]), len(forged), root(forged), proof)
