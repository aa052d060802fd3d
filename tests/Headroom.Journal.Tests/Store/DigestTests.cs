using FsCheck;
using FsCheck.Fluent;

namespace Headroom.Journal.Tests.Store;

public sealed class DigestTests
{
    // Law: a digest survives being written and read, as text and as bytes.
    [Fact]
    public void Text_and_bytes_give_the_digest_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), content =>
        {
            var digest = Digest.Of(content);
            return Digest.Parse(digest.ToString()) == digest && new Digest(digest.ToArray()) == digest;
        }).Check(Laws.Seeded);

    [Fact]
    public void The_digest_of_abc_is_the_one_in_FIPS_180() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Digest.Of("abc"u8).ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ba7816bf")]
    [InlineData("xa7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0")]
    public void What_is_not_64_hexadecimal_digits_is_no_digest(string? text) => Assert.False(Digest.TryParse(text, out _));

    [Fact]
    public void Upper_case_is_read_and_written_in_lower_case() =>
        Assert.Equal(Digest.Of([]), Digest.Parse(Digest.Of([]).ToString().ToUpperInvariant()));

    [Fact]
    public void A_digest_of_another_length_is_a_bug() => Assert.Throws<ArgumentException>(() => new Digest(new byte[31]));
}
