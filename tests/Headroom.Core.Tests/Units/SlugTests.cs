using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Units;

namespace Headroom.Core.Tests.Units;

public sealed class SlugTests
{
    // Law: what is accepted comes back as it was; order is that of the text.
    [Fact]
    public void An_id_is_the_text_that_made_it() =>
        Prop.ForAll(Texts, Texts, (a, b) =>
            Slug.TryParse(a) is not { } x || (x.ToString() == a && (Slug.TryParse(b) is not { } y || Math.Sign(x.CompareTo(y)) == Math.Sign(string.CompareOrdinal(a, b)))))
            .Check(Laws.Seeded);

    [Theory]
    [InlineData("anthropic-colossus")]
    [InlineData("9")]
    [InlineData("c1")]
    public void These_are_ids(string text) => Assert.Equal(text, Slug.Of(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("-c1")]
    [InlineData("Colossus")]
    [InlineData("colossus 1")]
    [InlineData("c1\n")]
    [InlineData("colossus_1")]
    [InlineData("čtyři")]
    [InlineData(null)]
    public void These_are_not(string? text) => Assert.Null(Slug.TryParse(text));

    [Fact]
    public void Sixty_four_letters_are_the_most()
    {
        Assert.NotNull(Slug.TryParse(new string('a', 64)));
        Assert.Null(Slug.TryParse(new string('a', 65)));
        Assert.Throws<ArgumentException>(() => Slug.Of(new string('a', 65)));
    }

    static Arbitrary<string> Texts => Gen.Elements([.. "abz019-A _"]).ArrayOf().Select(letters => new string(letters)).ToArbitrary();
}
