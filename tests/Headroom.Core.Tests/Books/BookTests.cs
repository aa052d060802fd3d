using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Books;

public sealed class BookTests
{
    // Law: a book is the fold of its facts, so what was known then is the fold of a prefix and is never touched by what came later.
    [Fact]
    public void Folding_the_facts_again_gives_the_same_book() =>
        Prop.ForAll(Life.Any, numbers =>
        {
            var life = Life.Of(numbers).ToList();
            var again = life.Aggregate(Ready, (book, step) => book.With(step.Fact));
            var end = life.Count == 0 ? Ready : life[^1].After;
            return again.Position == end.Position && again.Contracts.Keys.SequenceEqual(end.Contracts.Keys)
                && again.Receivables.Invoices.Keys.SequenceEqual(end.Receivables.Invoices.Keys)
                && again.TotalsOf(Colossus).Gpus.ToTimeline().Equals(end.TotalsOf(Colossus).Gpus.ToTimeline());
        }).Holds();

    // Law: invoices in a row are taken up together, and the book is the one that it would be had each been taken up by itself.
    [Fact]
    public void Facts_taken_up_together_give_the_book_of_facts_taken_up_one_by_one() =>
        Prop.ForAll(InvoicingLife.Any, life =>
        {
            var facts = InvoicingLife.Facts(life).ToList();
            var (one, all) = (facts.Aggregate(Book.Empty, (book, fact) => book.With(fact)), Book.Empty.With(facts));
            return all.Position == one.Position && all.RecordedAt == one.RecordedAt && all.Receivables.Invoices.SequenceEqual(one.Receivables.Invoices)
                && one.Contracts.Keys.All(id => all.Receivables.InvoicesOf(id).SequenceEqual(one.Receivables.InvoicesOf(id))
                    && all.Receivables.BilledOf(id).OrderBy(billed => billed.Key.ToString()).SequenceEqual(one.Receivables.BilledOf(id).OrderBy(billed => billed.Key.ToString())));
        }).Check(Laws.Seeded);

    // Law: the totals kept up one by one are the sums over all contracts.
    [Fact]
    public void The_totals_of_a_pool_are_the_sum_of_its_contracts() =>
        Prop.ForAll(Life.Any, Any.Date.ToArbitrary(), (numbers, date) =>
        {
            var (book, at) = (Life.End(numbers), Chicago.StartOf(date));
            return book.TotalsOf(Colossus).Gpus.ToTimeline().At(at) == book.Sold.Sum(contract => contract.Schedule(null).Reserved(Colossus).At(at).Count);
        }).Holds();

    [Fact]
    public void Taking_a_contract_out_and_putting_it_back_changes_no_total() =>
        Prop.ForAll(Life.Any, numbers =>
        {
            var book = Life.End(numbers);
            return book.Contracts.Values.All(contract =>
                book.WithoutContract(contract.Id).WithContract(contract).TotalsOf(Colossus) is var again
                && again.Gpus.ToTimeline().Equals(book.TotalsOf(Colossus).Gpus.ToTimeline())
                && again.Handover.ToTimeline().Equals(book.TotalsOf(Colossus).Handover.ToTimeline()));
        }).Holds();

    [Fact]
    public void A_policy_set_late_gives_the_totals_of_a_policy_set_first() =>
        Prop.ForAll(Life.Any, Gen.Choose(0, 30).ToArbitrary(), (numbers, days) =>
        {
            var book = Life.End(numbers);
            var policy = Policy.Default with { HandoverDays = days };
            var anew = book.Contracts.Values.Aggregate(Ready.WithPolicy(policy), (sum, contract) => sum.WithContract(contract));
            return book.WithPolicy(policy).TotalsOf(Colossus).Handover.ToTimeline().Equals(anew.TotalsOf(Colossus).Handover.ToTimeline());
        }).Holds();

    [Fact]
    public void Facts_taken_up_together_follow_each_other_without_gaps()
    {
        var signed = SignedBook;
        var invoice = Billing.Drafts(signed, signed.Contracts.Values.First(), new(2026, 5)).First() with { Number = "INV-0000001" };
        Assert.Throws<InvalidOperationException>(() => signed.With([new Fact(signed.Position + 2, At(2026, 7, 1), Us, new InvoiceIssued(invoice))]));
        Assert.Equal("INV-0000001", signed.With([new Fact(signed.Position + 1, At(2026, 7, 1), Us, new InvoiceIssued(invoice))]).Receivables.Invoices.Keys.Single());
    }

    [Fact]
    public void Facts_follow_each_other_without_gaps() =>
        Assert.Throws<InvalidOperationException>(() => Ready.With(new Fact(Ready.Position + 2, At(2026, 3, 1), Us, new ClockMoved(At(2026, 3, 2)))));

    [Fact]
    public void The_book_of_the_deal_says_whose_it_is_and_what_is_sold()
    {
        Assert.Equal(Us, SignedBook.Owner);
        Assert.Equal([Id], SignedBook.Sold.Select(contract => contract.Id));
        Assert.Empty(SignedBook.Bought);
        Assert.Equal(220_000m, SignedBook.TotalsOf(Colossus).Gpus.ToTimeline().At(At(2027, 1, 1)));
        Assert.Equal(300_000m, SignedBook.TotalsOf(Colossus).Kilowatts.ToTimeline().At(At(2027, 1, 1)));
    }

    [Fact]
    public void What_we_buy_is_supply_and_not_a_commitment()
    {
        var rented = With(new Reserve(Colossus, null, [new ReserveStep(Start, new Gpus(8_000))])) with { Seller = Deal.Other, Buyer = Us };
        var book = Ready.Told(At(2026, 4, 1), new SignContract(rented));

        Assert.Equal(8_000m, book.TotalsOf(Colossus).Bought.ToTimeline().At(At(2026, 6, 1)));
        Assert.Equal(0m, book.TotalsOf(Colossus).Gpus.ToTimeline().At(At(2026, 6, 1)));
        Assert.Equal([Id], book.Bought.Select(contract => contract.Id));
    }

    [Fact]
    public void The_record_time_of_a_book_never_goes_back()
    {
        var book = Ready.Saying(At(2026, 5, 1), new ClockMoved(At(2026, 5, 1))).Saying(At(2026, 4, 1), new PartyNamed(Buyer, new string('a', 64)));

        Assert.Equal(At(2026, 5, 1), book.RecordedAt);
        Assert.Equal(new string('a', 64), book.PartyNames[Buyer]);
    }
}
