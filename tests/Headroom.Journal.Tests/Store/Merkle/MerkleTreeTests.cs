namespace Headroom.Journal.Tests.Store.Merkle;

/// <summary>The roots and proofs that the reference implementation of certificate transparency publishes.</summary>
public sealed class MerkleTreeTests
{
    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_reference_leaves_have_the_published_roots(int size, string root)
    {
        Assert.Equal(root, new MerkleTree(Leaves.Reference).RootAt(size).ToString());
        Assert.Equal(root, MerkleFrontier.Empty.Append(Leaves.Reference.Take(size).ToArray()).Root.ToString());
    }

    [Fact]
    public void The_first_of_eight_reference_leaves_has_the_published_path() => AssertPath(
        new MerkleTree(Leaves.Reference).ProveInclusion(0).Path,
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");

    [Fact]
    public void From_six_to_eight_reference_leaves_leads_the_published_path() => AssertPath(
        new MerkleTree(Leaves.Reference).ProveConsistency(6).Path,
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");

    [Fact]
    public void From_two_to_five_reference_leaves_leads_the_published_path() => AssertPath(
        new MerkleTree([.. Leaves.Reference.Take(5)]).ProveConsistency(2).Path,
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b");

    [Fact]
    public void Nothing_is_proved_beyond_the_leaves()
    {
        var tree = new MerkleTree(Leaves.Reference);

        Assert.Throws<ArgumentOutOfRangeException>(() => tree.ProveInclusion(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.ProveConsistency(9));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.RootAt(-1));
    }

    static void AssertPath(IEnumerable<Digest> path, params string[] published) =>
        Assert.Equal(published, path.Select(node => node.ToString()));
}
