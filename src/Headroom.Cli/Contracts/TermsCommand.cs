using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Formats.Scenarios;
using Headroom.Formats.Terms;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>terms explain</c>: everything that follows from one terms file, no book needed.</summary>
static class TermsCommand
{
    public static Command Build(IClock clock) => Common.Group("terms", "Read terms.",
        Common.Of("explain", "Print all that follows from one terms file: capacity, exits, every invoice, revenue by month, backlog.", clock, Explain,
            Common.Argument("file", "Terms in YAML or JSON, such as examples/colossus/contracts/anthropic.yaml."),
            Common.Text("--at", "The date at which backlog is seen; all of it has happened. Default: the first day of the term."),
            Common.Text("--variant", "The variant of the assumptions to use, such as inferred."),
            Common.Text("--notice", "The date of a hypothetical notice. Default: the date given by --at."),
            Common.Text("--said", "A file with steps that are supposed to have been said by then: observe, deliver, happened, notice. Dates after --at are not seen.")));

    static int Explain(Session session)
    {
        var input = session.Input;
        var (file, variant) = (input.Text("file", 1000), input.Has("variant") ? input.Text("variant", 60) : null);
        var (at, notice) = (input.DateOrNone("at"), input.DateOrNone("notice"));
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        var read = TextFile.Read(file, node => TermsReader.Read(node, variant));
        if (read.Faults.Count > 0) return session.Output.Refuse(read.Faults);
        var terms = read.Value!;
        var (supposed, refusal) = Suppose(session, terms);
        if (refusal is not null) return session.Output.Refuse([refusal]);
        var explanation = Explanation.Of(terms, at ?? terms.From, notice ?? at ?? terms.From, supposed);
        return session.Output.Print(json => ExplanationJson.Write(json, explanation), console => Text(console, explanation));
    }

    /// <summary>The contract with what the file given by <c>--said</c> says of it; null without one.</summary>
    static (Contract? Contract, Refusal? Refusal) Suppose(Session session, Terms terms)
    {
        if (!session.Input.Has("said")) return (null, null);
        if (!TextFile.Read(session.Input.Text("said", 1000), Scenario.ReadSteps).TryGet(out var scenario, out var fault)) return (null, fault);
        return scenario.Steps.FirstOrDefault(step => step is not Say) is { } other
            ? (null, new Refusal(RefusalCode.Malformed, "said", $"line {other.Line}: only steps that need no other file can be supposed: observe, deliver, happened, notice."))
            : Supposed.Contract(terms, scenario.Steps.Select(step => ((Say)step).Command));
    }

    /// <summary>The explanation as a lawyer, an accountant and an engineer read it.</summary>
    public static void Text(IAnsiConsole console, Explanation e)
    {
        Stated(console, e);
        Readings(console, e);
        Follows(console, e);
    }

    /// <summary>
    /// The same of a contract of the book as things stand: what was said of it counts, such as notice. What the exit clause comes to otherwise read is a matter of the terms alone.
    /// </summary>
    public static void Standing(IAnsiConsole console, Explanation e)
    {
        Stated(console, e);
        Backlog(console, e);
        Follows(console, e);
    }

    static void Stated(IAnsiConsole console, Explanation e)
    {
        var terms = e.Terms;
        console.WriteLine(
            $"{terms.Contract}: {terms.Seller} sells to {terms.Buyer}, {Json.Text(terms.From)} through {Json.Text(terms.Through)} ({terms.Calendar.Zone.Id}), in {terms.Currency}");
        Clauses(console, terms);
        Capacity(console, e);
        Exits(console, e);
    }

    static void Follows(IAnsiConsole console, Explanation e)
    {
        Invoices(console, e);
        Revenue(console, e);
        Assumptions(console, e.Terms.Assumptions);
    }

    static void Clauses(IAnsiConsole console, Terms terms)
    {
        console.WriteLine($"- {Sentence(terms.Payment)}.");
        foreach (var leg in terms.Legs)
            console.WriteLine($"- {leg.Says(terms)}{(leg.Cites is { } place ? $" [{place.Document}, {place.Paragraph}]" : "")}.");
    }

    static string Sentence(IEnumerable<string> parts) => string.Join("; ", parts) is { Length: > 0 } all ? char.ToUpperInvariant(all[0]) + all[1..] : "";

    static void Capacity(IAnsiConsole console, Explanation e)
    {
        var table = Show.Table(console, "Capacity", "pool", "from", ">GPUs", ">kW");
        foreach (var commitment in e.Schedule.Capacity)
            foreach (var change in commitment.Gpus.Changes)
            {
                var gpus = commitment.Gpus.At(change);
                table.Row(commitment.Pool.ToString(), Json.Text(e.Terms.Calendar.DateOf(change)), Show.Gpus(gpus.Count),
                    commitment.Whole is { } draw ? Show.Kilowatts(draw.Of(gpus).Value) : "at the pool's draw");
            }
        console.Write(table);
    }

    static void Exits(IAnsiConsole console, Explanation e)
    {
        var table = Show.Table(console, "Exits", "by", "notice from", "no end before", "notice", "early notice", "last day", "earliest last day");
        foreach (var exit in e.Terms.Exits.Select(exit => exit.As(e.Terms, [], e.Terms.From)))
            table.Row(Words.Of(Words.Exits, exit.By), Json.Text(exit.NoticeFrom), exit.NoEndBefore is { } end ? Json.Text(end) : "-", exit.Length.ToString(),
                Words.Of(Words.EarlyNotices, exit.Early), Words.Of(Words.LastDays, exit.LastDay), Json.Text(exit.LastDayIfServed(e.Terms.From)));
        if (table.Rows.Count == 0) console.WriteLine("No right to end early."); else console.Write(table);
    }

    static void Readings(IAnsiConsole console, Explanation e)
    {
        console.WriteLine(
            $"Stated total {Show.Money(e.StatedTotal, e.Terms.Currency)}; straight-line over {e.Months:0.######} months {Show.Money(e.StraightLineMonth, e.Terms.Currency)} a month.");
        Backlog(console, e);
        if (!e.Terms.Exits.Any()) return;
        var table = Show.Table(console, "What each reading of the exit clause comes to (the first is the one the terms state)",
            "notice", "last day", "enforceable term", ">its fees", "backlog", ">enforceable", "notice served", "last day served", ">last invoice");
        foreach (var reading in e.Readings)
            table.Row(reading.InsideLockIn ? "inside lock-in" : "after lock-in", Words.Of(Words.LastDays, reading.Rule),
                $"through {Json.Text(reading.EnforceableThrough)}", Show.Money(reading.EnforceableValue, e.Terms.Currency), $"through {Json.Text(reading.BacklogThrough)}",
                Show.Money(reading.BacklogEnforceable, e.Terms.Currency), Json.Text(reading.NoticeServed), Json.Text(reading.LastDay),
                reading.LastInvoice is { } last ? $"{Json.Text(last.Month)} {Show.Money(last.Amount, e.Terms.Currency)}" : "-");
        console.Write(table);
    }

    static void Backlog(IAnsiConsole console, Explanation e) => console.WriteLine(
        $"Backlog at {Json.Text(e.At)}: stated {Show.Money(e.Backlog.Stated, e.Terms.Currency)}, enforceable {Show.Money(e.Backlog.Enforceable, e.Terms.Currency)} through {Json.Text(e.Backlog.EnforceableThrough)}.");

    static void Invoices(IAnsiConsole console, Explanation e)
    {
        var table = Show.Table(console, "Invoices", "month", $">{e.Terms.Currency}");
        foreach (var (month, amount) in e.Invoices) table.Row(Json.Text(month), Show.Money(amount, e.Terms.Currency));
        table.Row("total", Show.Money(e.Invoices.Sum(invoice => invoice.Amount), e.Terms.Currency));
        console.Write(table);
        var charges = Show.Table(console, "Charges", "charge", $">{e.Terms.Currency}", "");
        foreach (var charge in e.Charges)
            charges.Row(charge.Name, Show.Money(charge.Total, e.Terms.Currency),
                charge.IsMeans ? "only moves money in time" : charge.IsVariable ? "follows what is observed" : "fixed");
        console.Write(charges);
    }

    static void Revenue(IAnsiConsole console, Explanation e) => Revenue(console, e.Terms.Currency, e.At, e.Revenue);

    /// <summary>Revenue under every policy side by side, month by month; the stated policy bears a star.</summary>
    public static void Revenue(IAnsiConsole console, Currency currency, LocalDate at, IReadOnlyList<RevenueUnderPolicy> policies)
    {
        var names = policies.Select(policy => $">{Words.Of(Words.Policies, policy.Policy)}{(policy.IsStated ? " *" : "")}");
        var table = Show.Table(console, $"Revenue by month in {currency} (* the stated policy; RPO and recognised at {Json.Text(at)})", ["month", .. names]);
        for (var i = 0; i < policies[0].Months.Length; i++)
            table.Row([Json.Text(policies[0].Months[i].Month), .. policies.Select(policy => Show.Money(policy.Months[i].Amount, currency))]);
        table.Row(["total", .. policies.Select(policy => Show.Money(policy.Months.Sum(month => month.Amount), currency))]);
        table.Row(["recognised", .. policies.Select(policy => Show.Money(policy.Recognised, currency))]);
        table.Row(["RPO", .. policies.Select(policy => Show.Money(policy.Rpo, currency))]);
        console.Write(table);
    }

    /// <summary>The assumptions that a report rests on.</summary>
    public static void Assumptions(IAnsiConsole console, IReadOnlyCollection<Assumption> assumptions) =>
        Assumptions(console, [.. assumptions.Select(assumption => (assumption.Name, assumption))]);

    /// <summary>The assumptions of a book and of its contracts, whose names may be alike.</summary>
    public static void Assumptions(IAnsiConsole console, Book book, bool contractsOnly = false) => Assumptions(console,
        [
            .. book.Assumptions.Values.Where(_ => !contractsOnly).Select(assumption => (assumption.Name, assumption)),
            .. book.Contracts.Values.SelectMany(contract => contract.Terms.Assumptions.Select(assumption => ($"{contract.Id}: {assumption.Name}", assumption))),
        ]);

    static void Assumptions(IAnsiConsole console, IReadOnlyCollection<(string Name, Assumption Assumption)> assumptions)
    {
        Show.Line(console, assumptions.Count == 0 ? "Rests on no assumptions." : "Rests on these assumptions:");
        foreach (var (name, assumption) in assumptions)
            Show.Line(console,
                $"  {name} = {Json.Text(assumption.Value)} {assumption.Unit}{(assumption.Variant is { } variant ? $" (variant {variant})" : "")}, range {Json.Text(assumption.Low)} to {Json.Text(assumption.High)}. {assumption.Source}");
    }
}
