using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class DueTests
{
    // Law: whoever pays, and whenever the buyer changes, all parts together are the rounded total of every charge.
    [Fact]
    public void The_parts_of_all_payers_add_up_to_the_rounded_total() =>
        Prop.ForAll((from terms in Any.Terms from days in Gen.Choose(0, 600).ArrayOf(3) select (terms, days)).ToArbitrary(), drawn =>
        {
            var contract = drawn.days.Distinct().Order().Aggregate(Signed(drawn.terms), (signed, day) => signed.Amended(Sold(signed, drawn.terms.From.PlusDays(day))));
            var due = Due.Of(Ready, contract, drawn.terms.Through.ToYearMonth()).ToList();
            return due.Sum(part => part.Amount) == contract.Schedule(drawn.terms.Through).Charges.Sum(charge => charge.Due.Total.Round(drawn.terms.Currency.Digits));
        }).Check(Laws.Seeded.WithMaxTest(1000));

    [Fact]
    public void A_month_in_which_the_contract_is_assigned_is_paid_by_both_by_their_days()
    {
        var contract = Signed(Agreed with { Legs = [Fee((Start, 310m))] })
            .Amended(Sold(Anthropic with { Versions = [new(Start, Agreed with { Legs = [Fee((Start, 310m))] }, null)] }, Day(2026, 5, 11)));

        Assert.Equal([(Buyer, 100m), (Deal.Other, 210m)], Due.Of(Ready, contract, Month(2026, 5)).Select(due => (due.Payer, due.Amount)));
    }

    [Fact]
    public void After_an_assignment_the_adjustment_of_an_old_month_goes_to_the_old_payer()
    {
        var assigned = Agreed with { Buyer = Deal.Other };
        var book = SignedBook.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)))
            .Saying(At(2026, 6, 2), new ContractAmended(assigned, Day(2026, 6, 1), Treatment.Prospective, null))
            .Saying(At(2026, 6, 3), new ContractAmended(Agreed with { Legs = [RampCapacity, Fee((Start, 620_000_000m), (Day(2026, 7, 1), 1_250_000_000m)), AfterLockIn] }, Start,
                Treatment.Correction, null))
            .Saying(At(2026, 6, 4), new ContractAmended(assigned, Day(2026, 6, 1), Treatment.Prospective, null));
        var drafts = Billing.Drafts(book, book.Contracts[Id], Month(2026, 6)).ToDictionary(draft => draft.Buyer);

        Assert.Equal([("fee: adjustment of 2026-05", -5_000_000m)], drafts[Buyer].Lines.Select(line => (line.Text, line.Amount)));
        Assert.Equal([("fee: 2026-06", 625_000_000m)], drafts[Deal.Other].Lines.Select(line => (line.Text, line.Amount)));
    }

    [Fact]
    public void A_contract_assigned_with_effect_in_a_month_that_was_billed_moves_the_bill_to_the_new_payer()
    {
        var book = SignedBook.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)))
            .Saying(At(2026, 6, 2), new ContractAmended(Agreed with { Buyer = Deal.Other }, Start, Treatment.Correction, null));
        var drafts = Billing.Drafts(book, book.Contracts[Id], Month(2026, 6)).ToDictionary(draft => draft.Buyer);

        Assert.Equal(-625_000_000m, drafts[Buyer].Total);
        Assert.Equal(1_250_000_000m, drafts[Deal.Other].Total);
    }

    static TermsVersion Sold(Contract contract, LocalDate from) =>
        new(from, contract.Terms with { Buyer = contract.Terms.Buyer == Buyer ? Deal.Other : Buyer }, Treatment.Prospective);
}
