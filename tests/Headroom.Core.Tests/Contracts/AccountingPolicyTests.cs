using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class AccountingPolicyTests
{
    static readonly Slug Reserved = Slug.Of("reserved");

    // Law: a class follows its own latest statement, and the one for all others only while it has none; what is stated later never reaches back.
    [Fact]
    public void A_class_follows_its_own_latest_statement() =>
        Prop.ForAll(Gen.Choose(0, 35).ArrayOf().ToArbitrary(), Gen.Choose(-10, 1200).ToArbitrary(), (numbers, offset) =>
        {
            var (date, stated) = (Start.PlusDays(offset), numbers.Select((n, i) => Of(n % 2 == 0 ? Reserved : null, Start.PlusMonths(n), $"statement {i}")).ToArray());
            AccountingPolicy? Latest(Slug? of) =>
                stated.Where(policy => policy.Class == of && policy.From <= date)
                .Aggregate((AccountingPolicy?)null, (best, next) => best is null || next.From >= best.From ? next : best);
            return AccountingPolicy.For(Reserved, date, [.. stated]) == (Latest(Reserved) ?? Latest(null)) && AccountingPolicy.For(null, date, [.. stated]) == Latest(null);
        }).Check(Laws.Seeded);

    [Fact]
    public void It_is_about_the_contracts_of_its_class_or_those_without_a_statement_of_their_own()
    {
        var (own, all) = (Of(Reserved, Start, "own"), Of(null, Start, "all"));
        var reserved = Signed(Agreed with { Class = Reserved }) with { Accounting = [own, all] };

        Assert.Equal((true, false), (own.IsAbout(reserved), all.IsAbout(reserved)));
        Assert.Equal((false, true), (own.IsAbout(Anthropic), all.IsAbout(reserved with { Accounting = [all] })));
        Assert.True(all.IsAbout(Anthropic));
    }

    // By hand: the terms say straight line; from July on all contracts are as invoiced, and the reserved ones an operating lease from September on.
    [Fact]
    public void A_contract_is_recognised_by_the_policy_of_its_class_from_its_date_on()
    {
        var contract = Signed(Agreed with { Revenue = RevenuePolicy.StraightLineStated, Class = Reserved }) with
        { Accounting = [Of(null, Day(2026, 7, 1), "all", RevenuePolicy.AsInvoiced), Of(Reserved, Day(2026, 9, 1), "leases", RevenuePolicy.OperatingLease)] };

        Assert.Equal([RevenuePolicy.StraightLineStated, RevenuePolicy.AsInvoiced, RevenuePolicy.AsInvoiced, RevenuePolicy.OperatingLease],
            new[] { Day(2026, 6, 30), Day(2026, 7, 1), Day(2026, 8, 31), Day(2026, 9, 1) }.Select(contract.RevenueOn));
    }

    [Fact]
    public void A_statement_without_a_recognition_leaves_it_to_the_terms() =>
        Assert.Equal(RevenuePolicy.CapacityOverTerm,
            (Signed(Agreed with { Revenue = RevenuePolicy.CapacityOverTerm }) with { Accounting = [Of(null, Start, "elections only")] }).RevenueOn(Start));

    static AccountingPolicy Of(Slug? name, LocalDate from, string note, RevenuePolicy? revenue = null) => new(name, from, revenue, [], Slug.Of("controller"), note);
}
