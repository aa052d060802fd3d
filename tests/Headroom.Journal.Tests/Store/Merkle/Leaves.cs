namespace Headroom.Journal.Tests.Store.Merkle;

/// <summary>Leaves for the tests of the tree.</summary>
static class Leaves
{
    /// <summary>The eight leaves of the reference implementation of certificate transparency (RFC 6962 and RFC 9162).</summary>
    public static readonly IReadOnlyList<Digest> Reference =
    [
        .. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }
            .Select(hex => MerkleHash.OfLeaf(Convert.FromHexString(hex))),
    ];

    /// <summary>As many different leaves as asked for.</summary>
    public static IReadOnlyList<Digest> Numbered(int count) => [.. Enumerable.Range(0, count).Select(index => MerkleHash.OfLeaf(BitConverter.GetBytes(index)))];

    /// <summary>The digest with one bit of one byte turned.</summary>
    public static Digest Flipped(this Digest digest, int index)
    {
        var bytes = digest.ToArray();
        bytes[index % Digest.Length] ^= 1;
        return new(bytes);
    }
}
