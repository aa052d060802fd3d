using Headroom.Core.Units;

namespace Headroom.Formats.Tests;

public sealed class NodeTests
{
    [Theory]
    [InlineData("", 1, "")]
    [InlineData("a: 1\nb: 2\na: 3\n", 3, "a")]
    [InlineData("a: &x 1\nb: *x\n", 1, "a")]
    [InlineData("a: 1\nb: *x\n", 2, "b")]
    [InlineData("a: !!int 1\n", 1, "a")]
    [InlineData("a: 1\n---\nb: 2\n", 1, "")]
    [InlineData("a: [1\n", 2, "")]
    [InlineData("? [a, b]\n: 1\n", 1, "")]
    [InlineData("a: \"\\q\"\n", 1, "")]
    public void What_is_not_accepted_says_where(string yaml, int line, string field)
    {
        var fault = Assert.Single(Node.FromYaml(yaml).Faults);

        Assert.Equal((RefusalCode.Malformed, field, $"{line}"), (fault.Code, fault.Field, fault.Numbers["line"]));
    }

    // A word that goes on over lines where a field's name is expected: the reader of YAML must not throw at whoever sent it.
    [Theory]
    [InlineData("contract: {anthropic\nseller: spacex-ai\n")]
    [InlineData("term: #{ from: 2026-05-01, through: 2029-05-31 }\nlegs:\n  - a: 1\n")]
    [InlineData("term:\n{ from: 2026-05-01 }\nlegs:\n  - a: 1\n")]
    [InlineData("contract: [anthropic\nseller: spacex-ai\n")]
    public void Brackets_left_open_are_told_and_not_thrown(string yaml) => Assert.Null(Record.Exception(() => Node.FromYaml(yaml)));

    [Fact]
    public void Twenty_four_levels_are_accepted_and_no_more()
    {
        Assert.Empty(Node.FromYaml(new string('[', 24) + "a" + new string(']', 24)).Faults);
        Assert.Equal(RefusalCode.Malformed, Assert.Single(Node.FromYaml(new string('[', 26) + "a" + new string(']', 26)).Faults).Code);
        Assert.Equal(RefusalCode.Malformed, Assert.Single(Node.FromJson(System.Text.Encoding.UTF8.GetBytes(new string('[', 30) + new string(']', 30))).Faults).Code);
    }

    [Fact]
    public void Json_that_is_broken_or_says_a_field_twice_is_refused()
    {
        Assert.Equal(RefusalCode.Malformed, Assert.Single(Node.FromJson("{\"a\":"u8.ToArray()).Faults).Code);
        Assert.Equal("a", Assert.Single(Node.FromJson("{\"a\":1,\"a\":2}"u8.ToArray()).Faults).Field);
        Assert.Equal(RefusalCode.TooLarge, Assert.Single(Node.FromJson(new byte[Node.MostCharacters + 1]).Faults).Code);
    }

    [Fact]
    public void Every_part_knows_its_path_and_line()
    {
        var map = Assert.IsType<MapNode>(Node.FromYaml("a: 1\nlegs:\n  - b: 2\n").Value);
        var list = Assert.IsType<ListNode>(map.Fields["legs"]);
        var leaf = Assert.IsType<TextNode>(Assert.IsType<MapNode>(list.Items[0]).Fields["b"]);

        Assert.Equal(("legs[0].b", 3, "2"), (leaf.Path, leaf.Line, leaf.Text));
    }
}
