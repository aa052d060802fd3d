using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Tests;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Formats.Tests.Terms;

using Terms = Headroom.Core.Contracts.Terms;

public sealed class TermsReaderTests
{
    // Law: whatever is done to a document, it is read or its faults are told; nothing is thrown.
    [Fact]
    public void A_damaged_document_is_read_or_its_faults_are_told() =>
        Prop.ForAll(Damage.ArrayOf(3).ToArbitrary(), damages =>
        {
            var text = damages.Aggregate(Written.Terms, (sum, damage) => damage(sum));
            var parsed = Node.FromYaml(text).Then(node => TermsReader.Read(node));
            return (parsed.Value is null) == (parsed.Faults.Count > 0) && parsed.Faults.All(fault => fault.Says.EndsWith('.') || fault.Code == RefusalCode.Malformed);
        }).Check(Laws.Seeded.WithMaxTest(500));

    [Fact]
    public void The_deal_reads_as_it_was_agreed()
    {
        var terms = Good(Written.Terms);

        Assert.Equal((Id, Us, Buyer, Start, Through, 30), (terms.Contract, terms.Seller, terms.Buyer, terms.From, terms.Through, terms.NetDays));
        Assert.Equal(AfterLockIn, Assert.Single(terms.Exits));
        Assert.Equal((Rational)45_000_000_000m, terms.Resolve(Observations.None).Due.Total);
        Assert.Equal(new Gpus(110_000), terms.Resolve(Observations.None).Reserved(Colossus).At(At(2026, 6, 30)));
        Assert.Equal(RevenuePolicy.AvailabilityThenStraightLine, terms.Revenue);
    }

    [Fact]
    public void Another_variant_of_the_assumption_can_be_asked_for()
    {
        var terms = Read(Written.Terms, "inferred").Value!;

        Assert.Equal((Rational)45_273_730_000m, terms.Resolve(Observations.None).Due.Total);
        Assert.Equal(("inferred", 761_865_000m), (terms.Assumptions[0].Variant, terms.Assumptions[0].Value));
        Faulty(Read(Written.Terms, "other"), RefusalCode.NotFound, "assumptions");
    }

    // Both readings of a lock-in are data: notice only after it, or inside it without ending before its end.
    [Fact]
    public void Notice_inside_the_lock_in_is_written_by_one_word_more()
    {
        var exit = Good(Written.With("early-notice: refused", "served: inside-lock-in")).Exits.Single();

        Assert.Equal((Start, Day(2026, 7, 31)), (exit.NoticeFrom, exit.NoEndBefore));
    }

    [Theory]
    [InlineData("buyer: anthropic\n", "", RefusalCode.Malformed, "buyer", 1)]
    [InlineData("currency: USD", "currency: USD\ncolour: red", RefusalCode.Malformed, "colour", 6)]
    [InlineData("from: 2026-05-01, through", "from: 2026-13-01, through", RefusalCode.Malformed, "term.from", 6)]
    [InlineData("through: 2029-05-31", "through: 9999-05-31", RefusalCode.OutOfRange, "term.through", 6)]
    [InlineData("through: 2029-05-31", "through: 2026-04-30", RefusalCode.DatesUpsideDown, "term.through", 6)]
    [InlineData("amount: 1250000000", "amount: NaN", RefusalCode.Malformed, "legs[1].steps[1].amount", 16)]
    [InlineData("amount: 1250000000", "amount: 1e30", RefusalCode.Malformed, "legs[1].steps[1].amount", 16)]
    [InlineData("amount: 1250000000", "amount: -1", RefusalCode.OutOfRange, "legs[1].steps[1].amount", 16)]
    [InlineData("amount: 1250000000", "amount: 1,250", RefusalCode.Malformed, "legs[1].steps[1].250", 16)]
    [InlineData("gpus: 220000", "gpus: 1000000000000000000000000000000", RefusalCode.OutOfRange, "legs[0].of.gpus", 9)]
    [InlineData("share: 50%", "share: 50.0001%", RefusalCode.OutOfRange, "legs[0].steps[0].share", 11)]
    [InlineData("share: 50%", "share: 101%", RefusalCode.OutOfRange, "legs[0].steps[0].share", 11)]
    [InlineData("share: 50%", "share: '%'", RefusalCode.Malformed, "legs[0].steps[0].share", 11)]
    [InlineData("notice: 90 days", "notice: 6 fortnights", RefusalCode.UnknownUnit, "legs[2].notice", 21)]
    [InlineData("notice: 90 days", "notice: 90.5 days", RefusalCode.OutOfRange, "legs[2].notice", 21)]
    [InlineData("notice: 90 days", "notice: ' days'", RefusalCode.Malformed, "legs[2].notice", 21)]
    [InlineData("America/Chicago", "Mars/Olympus", RefusalCode.UnknownUnit, "zone", 4)]
    [InlineData("currency: USD", "currency: XXX", RefusalCode.UnknownUnit, "currency", 5)]
    [InlineData("assume: ramp-fee", "assume: other", RefusalCode.NotFound, "legs[1].steps[0].amount.assume", 15)]
    [InlineData("use: half", "use: third", RefusalCode.NotFound, "assumptions[0].use", 29)]
    [InlineData("half: 625000000", "half: 1250000001", RefusalCode.OutOfRange, "assumptions[0].range", 27)]
    [InlineData("seller: spacex-ai", "seller: SpaceX AI", RefusalCode.Malformed, "seller", 2)]
    [InlineData("exit: either party", "exit: nobody", RefusalCode.Malformed, "legs[2].exit", 18)]
    [InlineData("monthly: fee", "yearly: fee", RefusalCode.Malformed, "legs[1]", 13)]
    [InlineData("lock-in: 3 months", "lock-in: 3 months\n    notice-from: 2026-08-01", RefusalCode.InvalidTerms, "legs[2].lock-in", 19)]
    [InlineData("buyer: anthropic\n", "buyer: spacex-ai\n", RefusalCode.InvalidTerms, "buyer", 3)]
    [InlineData("from: 2026-07-01, amount", "from: 2029-07-01, amount", RefusalCode.DatesUpsideDown, "legs[1].steps[1].from", 16)]
    public void A_fault_names_its_code_field_and_line(string text, string other, RefusalCode code, string field, int line) =>
        Faulty(Read(Written.With(text, other)), code, field, line);

    [Fact]
    public void A_class_stands_without_a_policy_of_the_contracts_own()
    {
        var terms = Read(Written.With("revenue: availability-then-straight-line", "class: reserved")).Value!;

        Assert.Equal((RevenuePolicy.AvailabilityThenStraightLine, "reserved"), (terms.Revenue, $"{terms.Class}"));
    }

    [Fact]
    public void All_faults_are_told_at_once() => Assert.Equal(["zone", "currency", "legs[2].notice"],
        Read(Written.With("America/Chicago", "Mars/Olympus").Replace("USD\nterm", "XXX\nterm").Replace("90 days\npolicy", "90 moons\npolicy")).Faults.Select(fault => fault.Field));

    [Fact]
    public void Deep_and_large_documents_are_refused_and_not_read()
    {
        Faulty(Read("legs: " + new string('[', 100_000)), RefusalCode.Malformed);
        Faulty(Read("a: " + new string('x', Node.MostCharacters)), RefusalCode.TooLarge);
        Faulty(Read("contract: [" + string.Concat(Enumerable.Repeat("a,", 60_000)) + "a]"), RefusalCode.Malformed);
        Faulty(Read(Written.With("legs:\n", "legs:\n" + string.Concat(Enumerable.Repeat("  - { monthly: x, steps: [] }\n", 65)))), RefusalCode.TooLarge, "legs", 8);
    }

    static Parsed<Terms> Read(string yaml, string? variant = null) => Node.FromYaml(yaml).Then(node => TermsReader.Read(node, variant));

    static Terms Good(string yaml) => Read(yaml) is { Faults.Count: 0 } read ? read.Value! : throw new InvalidOperationException(string.Join("\n", Read(yaml).Faults));

    static void Faulty(Parsed<Terms> read, RefusalCode code, string? field = null, int? line = null)
    {
        Assert.Null(read.Value);
        Assert.Contains(read.Faults, fault => fault.Code == code && (field is null || fault.Field == field)
            && (line is null || (fault.Numbers.GetValueOrDefault("line") == $"{line}" && fault.Says.StartsWith($"line {line}: ", StringComparison.Ordinal))));
    }

    static readonly string[] Scraps =
        ["\0", "\t", ":", "- ", "{", "}", "[", "]", "&a ", "*a", "!!int ", "|", ">", "'", "\"", "\n", "---\n", "#", "%", "9", "-", "é", "\ud800", "~", "? ", "\\x", ", "];

    static Gen<Func<string, string>> Damage =>
        from kind in Gen.Choose(0, 3)
        from place in Gen.Choose(0, Written.Terms.Length - 1)
        from length in Gen.Choose(1, 20)
        from scrap in Gen.Elements(Scraps)
        select (Func<string, string>)(text =>
        {
            var (start, count) = (Math.Min(place, text.Length), Math.Min(length, text.Length - Math.Min(place, text.Length)));
            return kind switch
            {
                0 => text.Remove(start, count),
                1 => text.Insert(start, scrap),
                2 => text.Insert(start, text.Substring(start, count)),
                _ => text.Remove(start, count).Insert(start, scrap),
            };
        });
}
