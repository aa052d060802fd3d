using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts.Events;

public sealed class ContractAssignedTests
{
    static readonly Terms Metered = With(Fee((Start, 1_000m)), new Usage("compute", Clauses.Used, 1m, 0, 1, 1m)) with { Through = Day(2026, 12, 31) };

    static readonly Book Sold = Ready.Told(At(2026, 4, 20), new SignContract(Metered));

    static RecordEvent Assign(LocalDate from, Slug? to = null) => new(Id, new ContractAssigned(Day(2026, 6, 20), to ?? Other, from, "letter of 8 June"));

    // Law: whatever is assigned when, what both parties are invoiced is what the contract comes to.
    [Fact]
    public void Both_parties_together_pay_the_whole() =>
        Prop.ForAll(Gen.Choose(1, 240).ToArbitrary(), Gen.Choose(1, 240).ToArbitrary(), Gen.Choose(0, 100_000).ArrayOf(8).ToArbitrary(), (first, second, used) =>
        {
            var contract = Signed(Metered) with { Observed = [.. used.Select((amount, i) => Clauses.Reading(Clauses.Used, Month(2026, 5).PlusMonths(i), amount / 7m))] };
            var assigned = contract.AssignedTo(Other, Start.PlusDays(first)).AssignedTo(Slug.Of("third"), Start.PlusDays(second));
            decimal Total(Contract one) => Due.Of(Sold.WithContract(one), one, Month(2026, 12)).Sum(due => due.Amount);
            return Total(assigned) == Total(contract);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: of 31 days of July 15 are the first party's, 483.87, and 16 the second's, 516.13; 70 units read for July fall due on its last day, which is the second's.
    [Fact]
    public void Of_a_month_that_is_divided_each_party_is_invoiced_its_days()
    {
        var book = Sold.Told(At(2026, 6, 20), new CloseMonth(Month(2026, 5)), Assign(Day(2026, 7, 16))).Told(At(2026, 7, 1), new CloseMonth(Month(2026, 6)))
            .Told(At(2026, 8, 1), new ObserveQuantity(Id, Clauses.Reading(Clauses.Used, Month(2026, 7), 70m)), new CloseMonth(Month(2026, 7)));

        Assert.Equal([(Buyer, 483.87m), (Other, 586.13m)],
            book.Receivables.Invoices.Values.Where(invoice => invoice.Period == Month(2026, 7)).Select(invoice => (invoice.Buyer, invoice.Total)).OrderBy(each => each.Total));
    }

    // By hand: May and June are the first party's, July the second's; a reading of June that comes in July is the first party's still.
    [Fact]
    public void Later_months_are_invoiced_to_the_new_party_and_adjustments_of_earlier_ones_to_the_old()
    {
        var book = Sold.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5))).Told(At(2026, 6, 20), Assign(Day(2026, 7, 1)))
            .Told(At(2026, 7, 1), new CloseMonth(Month(2026, 6))).Told(At(2026, 7, 5), new ObserveQuantity(Id, Clauses.Reading(Clauses.Used, Month(2026, 6), 70m)))
            .Told(At(2026, 8, 1), new CloseMonth(Month(2026, 7)));

        Assert.Equal([(Buyer, 1_000m), (Buyer, 1_000m), (Buyer, 70m), (Other, 1_000m)],
            book.Receivables.Invoices.Values.Select(invoice => (invoice.Buyer, invoice.Total)).OrderBy(each => each.Buyer == Other).ThenByDescending(each => each.Total));
        Assert.Equal(Other, book.Contracts[Id].Terms.Buyer);
    }

    [Fact]
    public void An_amendment_names_the_buyer_of_its_date()
    {
        var book = Sold.Told(At(2026, 6, 20), Assign(Day(2026, 7, 1)));

        book.Refuses(At(2026, 6, 20), new AmendContract(Metered, Day(2026, 8, 1), Treatment.Prospective, null), RefusalCode.InvalidTerms, "terms");
        Assert.IsType<Accepted>(new AmendContract(Metered with { Buyer = Other }, Day(2026, 8, 1), Treatment.Prospective, null).Decide(book, At(2026, 6, 20)));
    }

    // By hand: the fee of May on is halved after the contract went to the second party in July; July stays the second's, at the new fee.
    [Fact]
    public void An_amendment_of_earlier_dates_leaves_it_with_the_new_party()
    {
        var halved = Metered with { Legs = [Fee((Start, 500m)), .. Metered.Legs.Skip(1)] };
        var contract = Sold.Told(At(2026, 6, 20), Assign(Day(2026, 7, 1)), new AmendContract(halved, Day(2026, 5, 1), Treatment.Correction, null)).Contracts[Id];

        Assert.Equal([(5, Buyer, 500m), (6, Buyer, 500m), (7, Other, 500m)],
            Due.Of(Sold, contract, Month(2026, 7)).Where(due => due.Amount != 0).Select(due => (due.Period.Month, due.Payer, due.Amount)));
        Assert.Equal(Other, contract.Terms.Buyer);
    }

    [Fact]
    public void Each_reason_to_refuse_it()
    {
        Sold.Refuses(At(2026, 6, 20), Assign(Day(2026, 7, 1), Us), RefusalCode.InvalidTerms, "to");
        Sold.Refuses(At(2026, 6, 20), Assign(Day(2026, 7, 1), Buyer), RefusalCode.AlreadyExists, "to");
        Sold.Refuses(At(2026, 6, 20), Assign(Start), RefusalCode.DatesUpsideDown, "from");
        Sold.Refuses(At(2026, 6, 20), Assign(Day(2027, 1, 1)), RefusalCode.DatesUpsideDown, "from");
    }
}
