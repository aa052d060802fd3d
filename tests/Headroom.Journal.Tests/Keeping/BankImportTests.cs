using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Journal.Keeping;
using Headroom.Journal.Tests.Store.Sqlite;
using NodaTime;

namespace Headroom.Journal.Tests.Keeping;

/// <summary>Statements recorded on a real store: a contract of 300 dollars a month, January and February 2026 invoiced.</summary>
public sealed class BankImportTests : IDisposable
{
    static readonly BankStatement Statement = new([],
    [
        Line("line 2", 300m, "b1", "INV-0000001"), Line("line 3", 100m, "b2", "INV-0000002"), Line("line 4", 200m, "b3", "") with { Counterparty = "Buyer Limited" },
        Line("line 5", 7m, "b4", "hello"),
    ]);

    readonly SqliteBook _store = new();
    readonly Bookkeeper _keeper;

    public BankImportTests()
    {
        _keeper = new(_store.Open(), new SetClock(Saying.NewYear));
        _keeper.Begin();
        _keeper.Must(Saying.Sign("contract", 300, Saying.NewYear, new LocalDate(2026, 12, 31)));
        foreach (var month in new[] { 1, 2 }) _keeper.Must(new CloseMonth(new YearMonth(2026, month)));
        var name = NameExhibit.Of("Buyer Limited");
        _keeper.Journal.PutExhibit(name);
        _keeper.Must(new NameParty(Slug.Of("buyer"), name.Digest.ToString()));
    }

    public void Dispose()
    {
        _keeper.Dispose();
        _store.Dispose();
    }

    // By hand: 300 pays January; 100 named and 200 from the payer of that name pay February; 7 fits nothing.
    [Fact]
    public void Each_line_is_recorded_once_under_the_banks_reference()
    {
        var first = Import(Statement, MatchGrade.Likely);
        var head = _keeper.Journal.Head();
        var again = Import(Statement, MatchGrade.Likely);

        Assert.Equal([MatchGrade.Recorded, MatchGrade.Recorded, MatchGrade.Recorded, MatchGrade.None], first.Select(entry => entry.Match.Grade));
        Assert.Equal([MatchGrade.Recorded, MatchGrade.Recorded, MatchGrade.Recorded, MatchGrade.None], again.Select(entry => entry.Match.Grade));
        Assert.Equal(head, _keeper.Journal.Head());
        Assert.Equal(["b1", "b2", "b3"], _keeper.CatchUp().Receivables.Cash.Receipts.Values.Select(receipt => receipt.BankReference));
        Assert.All(_keeper.CatchUp().Receivables.Invoices.Values, invoice => Assert.Equal(0, _keeper.CatchUp().Receivables.OpenOf(invoice)));
    }

    // The machine stops after any of the lines; the import that follows records what is missing, to the same end.
    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void An_import_after_a_crash_records_what_is_missing(int recorded)
    {
        foreach (var match in new BankImport(_keeper, Statement).Preview(_keeper.CatchUp()).Take(recorded)) _keeper.Must(BankBooking.Of(match)!);

        Import(Statement, MatchGrade.Likely);

        Assert.Equal([300m, 100m, 200m], _keeper.CatchUp().Receivables.Cash.Receipts.Values.Select(receipt => receipt.Amount));
    }

    [Fact]
    public void Only_the_grade_asked_for_is_recorded()
    {
        Import(Statement, MatchGrade.Certain);

        Assert.Equal("b1", Assert.Single(_keeper.CatchUp().Receivables.Cash.Receipts.Values).BankReference);
    }

    // A key stands for one line of one request.
    [Fact]
    public void A_line_that_is_refused_says_why_and_the_others_go_on()
    {
        var request = Digest.Of([1]);
        _keeper.Must(new MakeAssumption(new("x", 1, "days", 0, 2, null, ImmutableSortedDictionary<string, decimal>.Empty, "A guess.")), new RequestKey("k0", Digest.Of([2])));

        var entries = new BankImport(_keeper, Statement).Apply(MatchGrade.Likely, Saying.Actor, null, place => new RequestKey($"k{place}", request));

        Assert.Equal([RefusalCode.KeyReused, null, null, null], entries.Select(entry => entry.Refusal?.Code));
        Assert.Equal(["b2", "b3"], _keeper.CatchUp().Receivables.Cash.Receipts.Values.Select(receipt => receipt.BankReference));
    }

    ImmutableArray<(BankMatch Match, Refusal? Refusal)> Import(BankStatement statement, MatchGrade through) =>
        new BankImport(_keeper, statement).Apply(through, Saying.Actor, null, _ => null);

    static BankLine Line(string place, decimal amount, string reference, string remittance) => new(place, new LocalDate(2026, 3, 2), amount, "USD", reference, remittance);
}
