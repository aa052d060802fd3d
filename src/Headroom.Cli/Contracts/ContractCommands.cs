using System.CommandLine;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Formats.Scenarios;
using Headroom.Formats.Terms;
using Headroom.Journal.Keeping;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>contract sign|show|list|amend|blend|assign-part|notice|close|deliver|observe</c>.</summary>
static class ContractCommands
{
    public static Command Build(IClock clock) => Common.Group("contract", "Sign, show, amend and end contracts.",
        Common.Of("sign", "Sign the terms in a file; refused when capacity would be sold twice or own products crowded out.", clock, Sign,
            Common.Argument("file", "Terms in YAML or JSON."),
            Common.Text("--quote-version", "The version of its quote that this accepts; refused when that is not open or says other terms."),
            Common.Option("--departs", "The terms depart from the quoted ones, knowingly."),
            ApprovedBy(), ApprovedBecause(), Variant(), Common.Key()),
        Common.Of("show", "Show a contract and what follows from it.", clock, ShowOne, Id(), Common.At(), Common.Position()),
        Common.Of("list", "List all contracts.", clock, List, Common.At(), Common.Position()),
        Common.Of("amend", "Put full new terms in force from a date on, also a past one.", clock, Amend,
            Common.Argument("file", "The full new terms in YAML or JSON."), Common.Text("--from", "The effective date."),
            Common.Text("--treatment", "correction, prospective, catch-up or separate: how revenue follows. Default: correction for a past date, else prospective."),
            Common.Text("--supersedes", "The effective date of a later amendment that this one replaces."), Variant(), Common.Key()),
        Common.Of("blend", "Blend and extend: change the monthly fee of the rest of the term and add months, as a prospective amendment.", clock,
            session => session.Say(_ => Scenario.Blend(session.Input, session.Input.Id("contract")), done => Signed(session, done)), Id(),
            Common.Text("--from", "The first day of a month of the term."), Common.Text("--months", "How many months are added."),
            Common.Text("--remaining", "The fee for each month that is left of the term."), Common.Text("--added", "The fee for each month added."),
            Common.Text("--billed", "stepped (both fees, one after the other) or blended (one fee, their average). Default: stepped."), Common.Key()),
        Common.Of("assign-part", "Assign a part of a contract to another party from a month on, as a contract of its own.", clock,
            session => session.Say(_ => Scenario.Part(session.Input, session.Input.Id("contract")), done => Signed(session, done)), Id(),
            Common.Text("--as", "The id of the part's contract."), Common.Text("--to", "The party that takes it."), Common.Text("--from", "The first day of the part."),
            Common.Text("--share", "The part, such as 30%; or name GPUs."), Common.Text("--gpus", "The part as GPUs of those reserved on that day."),
            Common.Text("--on", "The date on which it was agreed."), Common.Text("--consent", "Who consented and where it is written."), Common.Key()),
        Common.Of("notice", "Record notice served by one side.", clock, Notice, Id(), Common.Text("--by", "seller or buyer."),
            Common.Text("--served", "The date of service; it does not count as a day of notice."),
            Common.Text("--form", "How it was sent, where the terms ask for a form, such as courier."), Common.Key()),
        DisputeCommands.Reference(clock),
        Common.Of("close", "Close a contract for good; refused while anything of it is served, unbilled, unpaid or not handed back.", clock,
            session => session.Say(_ => new CloseContract(session.Input.Id("contract")), done => Signed(session, done)), Id(), Common.Key()),
        Common.Of("deliver", "Record that so many GPUs are in service for a contract from a date on.", clock, Deliver, Id(),
            Common.Text("--pool", "The pool."), Common.Text("--on", "The date."), Common.Text("--gpus", "GPUs in service from then on."), Common.Key()),
        EventCommand.Build(clock), AccountingCommands.LeaseTest(clock),
        Common.Of("observe", "Record what a meter read for a contract in a month: minutes down, GPU-hours, kWh.", clock, Observe, Id(),
            Common.Text("--meter", "The meter, as a clause names it."), Common.Text("--month", "The month, such as 2026-07."),
            Common.Text("--quantity", "The reading, in the meter's unit."), Common.Text("--evidence", "Where it was read."), Common.Key()));

    static Argument<string?> Id() => Common.Argument("contract", "The contract's id.");
    public static Option<string?> ApprovedBy() =>
        Common.Text("--approved-by", "Who takes it upon them to sell beyond a limit of the policy or the risk to own products; the reason stands in --approved-because.");
    public static Option<string?> ApprovedBecause() => Common.Text("--approved-because", "Why; needed with --approved-by.");
    public static Option<string?> Variant() => Common.Text("--variant", "The variant of the assumptions to use.");

    static int Sign(Session session) => session.Say(_ =>
    {
        var quote = session.Input.Has("quote-version") ? new QuoteNamed(DealFormat.Version(session.Input, "quote-version"), session.Flag("departs")) : (QuoteNamed?)null;
        var approved = DealFormat.ApprovalOrNone(session.Input);
        return Read(session) is { } terms ? new SignContract(terms) { Quote = quote, Approved = approved } : null;
    }, done => Signed(session, done));

    static int Amend(Session session) => session.Say((keeper, book) =>
    {
        var (from, supersedes) = (session.Input.Date("from"), session.Input.DateOrNone("supersedes"));
        // What reaches back is taken as a correction of what was recorded, what lies ahead as a change from then on.
        var usual = from < book.Calendar.DateOf(keeper.Now(book)) ? Treatment.Correction : Treatment.Prospective;
        var treatment = session.Input.WordOr("treatment", usual, Words.Treatments);
        return Read(session) is { } terms ? new AmendContract(terms, from, treatment, supersedes) : null;
    }, done => Signed(session, done));

    static int Notice(Session session) => session.Say(
        _ => new GiveNotice(session.Input.Id("contract"), session.Input.Word("by", Words.Sides), session.Input.Date("served"))
        {
            Form = session.Input.Has("form") ? session.Input.Text("form", 60) : null
        },
        done => Signed(session, done));

    static int Deliver(Session session) => session.Say(
        _ => new DeliverCapacity(session.Input.Id("contract"), session.Input.Id("pool"), session.Input.Date("on"), session.Input.Gpus("gpus")),
        done => Signed(session, done));

    static int Observe(Session session) => session.Say(
        _ => new ObserveQuantity(session.Input.Id("contract"), Headroom.Formats.Facts.FactReader.Quantity(session.Input)),
        done => Signed(session, done));

    public static Terms? Read(Session session)
    {
        var (file, variant) = (session.Input.Text("file", 1000), session.Input.Has("variant") ? session.Input.Text("variant", 60) : null);
        if (session.Faults.Count > 0) return null;
        var read = TextFile.Read(file, node => TermsReader.Read(node, variant));
        session.Faults.AddRange(read.Faults);
        return read.Value;
    }

    public static int Signed(Session session, Outcome.Done done)
    {
        using var keeper = session.Open();
        var fact = keeper.Facts(done.First - 1, done.First).First();
        var said = done.Replayed ? "had been said already" : "is said";
        return session.Output.Print(
            json =>
            json.Map(() => { json.WriteNumber("position", done.First); json.WriteBoolean("replayed", done.Replayed); json.WritePropertyName("fact"); FactJson.Write(json, fact); }),
            console => Spectre.Console.AnsiConsoleExtensions.WriteLine(console, $"{fact.Body.Kind} {fact.Body.About} {said} at position {done.First}."));
    }

    static int List(Session session) => session.View((keeper, book) =>
    {
        var at = session.At(keeper, book);
        return session.Output.Print(json => json.Map(() => ContractJson.List(json, book, book.Contracts.Values, at)), console =>
        {
            var table = Show.Table(console, $"Contracts at {Json.Text(at)}", "contract", "we", "with", "from", "last day", ">GPUs", ">fee a month", "", "seller guaranteed until",
                "buyer guaranteed until", "capacity back");
            foreach (var contract in book.Contracts.Values)
            {
                var (sells, exposure) = (book.Sells(contract.Terms), Exposure.Of(book, contract, at));
                table.Row(contract.Id.ToString(), sells ? "sell" : "buy", (sells ? contract.Terms.Buyer : contract.Terms.Seller).ToString(),
                    Json.Text(contract.Versions[0].Terms.From),
                    Json.Text(contract.LastDay), Show.Gpus(exposure.Gpus.Count), Show.Money(exposure.MonthlyFee, exposure.Currency), exposure.Currency.Code,
                    Json.Text(exposure.SellerUntil), Json.Text(exposure.BuyerUntil), Json.Text(exposure.CapacityBack));
            }
            console.Write(table);
        });
    });

    static int ShowOne(Session session) => session.View((keeper, book) =>
    {
        if (session.Contract(book) is not { } contract) return Output.Refused;
        var at = session.At(keeper, book);
        return session.Output.Print(json => ContractJson.Write(json, book, contract, at), console =>
        {
            if (Lifecycle.Of(book, contract.Id, at) is { } life) Life(console, life);
            TermsCommand.Standing(console, Explanation.Of(contract.Terms, at, at, contract));
            if (contract.Notice is { } notice)
                Spectre.Console.AnsiConsoleExtensions.WriteLine(console,
                    $"{(notice.Ground == Core.Contracts.Ground.Convenience ? "Notice" : $"Ended under '{notice.Clause}'")} by the {Words.Of(Words.Sides, notice.By)}, served {Json.Text(notice.Served)}: the last day served is {Json.Text(notice.LastDay)}{(contract.IsContested ? "; it is contested" : "")}."
                    + (notice.DeemedServed is { } deemed ? $" By the terms it is deemed served on {Json.Text(deemed)}." : ""));
            if (Agenda.IsOpen(book, contract, at)) AgendaCommand.Text(console, $"Next dates from {Json.Text(at)}", Agenda.Of(book, contract, at));
            if (Cover.Of(book, contract, at) is { } cover) Spectre.Console.AnsiConsoleExtensions.WriteLine(console, AccountCommand.Sentence(cover));
            Totals(console, contract, at);
            foreach (var happened in contract.Events)
                Spectre.Console.AnsiConsoleExtensions.WriteLine(console, $"{Json.Text(happened.On)}: {happened.Says}.");
        });
    });

    /// <summary>Where it stands, how it came there and what comes next.</summary>
    public static void Life(Spectre.Console.IAnsiConsole console, Lifecycle life)
    {
        Show.Line(console, $"{StageEntry.Name(life.Stage)} since {Json.Text(life.Now.Since)}; next: {life.Next}");
        foreach (var entry in life.Entered.Concat(life.Ahead))
            Show.Line(console, $"  {Json.Text(entry.Since)} {StageEntry.Name(entry.Stage)}: {Show.Plain(entry.Because)}"
                + (entry.By is { } fact ? $" (position {fact.Position}, by {fact.Actor}{(fact.Why is { } why ? $": {Show.Plain(why)}" : "")})" : ""));
    }

    /// <summary>What the contract was agreed to come to and what it comes to as things stand.</summary>
    static void Totals(Spectre.Console.IAnsiConsole console, Contract contract, LocalDate at)
    {
        var (totals, currency) = (AgreedTotal.Of(contract, at), contract.Terms.Currency);
        var table = Show.Table(console, $"Agreed and as things stand at {Json.Text(at)}", "charge", ">agreed", ">now", ">difference", "");
        void Row(string charge, decimal agreed, decimal now) =>
            table.Row(charge, Show.Money(agreed, currency), Show.Money(now, currency), Show.Money(now - agreed, currency), currency.Code);
        foreach (var total in totals) Row(total.Charge, total.Agreed, total.Now);
        Row("total", totals.Sum(total => total.Agreed), totals.Sum(total => total.Now));
        console.Write(table);
    }
}
