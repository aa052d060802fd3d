using System.CommandLine;
using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Offers;
using Headroom.Formats.Reports;
using Headroom.Formats.Terms;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>portfolio [FILE]</c>: which of several offers to take.</summary>
static class PortfolioCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("portfolio", "Which of up to 50 offers to take together: those of a file, or the open quotes. What is left out, why, and how good the choice is for certain.",
            clock, Run,
        new Argument<string?>("file") { Description = "Offers in YAML or JSON. Default: the open quotes.", Arity = ArgumentArity.ZeroOrOne },
        Common.Text("--measure", "For the open quotes: fees, enforceable or margin. Default: fees."),
        Common.Text("--steps", "Steps of the search at most; the same steps give the same answer on any machine. Default: about two seconds."), Common.Position());

    static int Run(Session session)
    {
        var input = session.Input;
        var steps = input.Whole("steps", 1, PortfolioInput.MostSteps, "steps", Packing.UsualSteps);
        var measure = input.WordOr("measure", Measure.Fees, [.. PortfolioInput.Measures.Where(each => each.Meaning != Measure.Market)]);
        if (!input.Has("file")) return session.Faults.Count > 0 ? session.Output.Refuse(session.Faults)
            : session.View((keeper, book) => Choose(session, book, PortfolioAnswer.OpenQuotes(book, keeper.Now(book), measure, steps), keeper.Now(book)));
        if (input.Has("measure")) input.Fault("measure", RefusalCode.Malformed, "The file states its measure.");
        var file = input.Text("file", 1000);
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        var read = TextFile.Read(file, node => PortfolioInput.Read(node, name => TextFile.Document(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, name))));
        if (read.Faults.Count > 0) return session.Output.Refuse(read.Faults);
        var asked = input.Has("steps") ? read.Value! with { Steps = steps } : read.Value!;
        // Where room is stated no book is needed.
        return asked.Room.Length > 0 ? Choose(session, Book.Empty, asked, default) : session.View((keeper, book) => Choose(session, book, asked, keeper.Now(book)));
    }

    static int Choose(Session session, Book book, PortfolioInput asked, Instant now)
    {
        if (asked.Offers.Length == 0)
            return session.Output.Print(json => json.Map(() => { json.WriteString("portfolio", asked.Name); json.List("taken", Array.Empty<Offer>(), _ => { }); }),
                console => console.WriteLine("No quote is open; there is nothing to choose from."));
        var (answer, refusal) = PortfolioAnswer.Of(book, asked, now);
        return refusal is not null ? session.Output.Refuse([refusal]) : session.Output.Print(json => PortfolioJson.Write(json, answer!), console => Text(console, answer!));
    }

    static void Text(IAnsiConsole console, PortfolioAnswer answer)
    {
        var (found, unit) = (answer.Portfolio, answer.Currency is { } currency ? $" {currency}" : "");
        Show.Line(console,
            $"Take {found.Taken.Length} of {found.Taken.Length + found.LeftOut.Length} offers, worth {Amount(found.Value)}{unit} by {(answer.Measure is { } measure ? Words.Of(PortfolioInput.Measures, measure) : "the values stated")}.");
        Show.Line(console, found.IsProved && found.Gap == 0 ? "No other selection that can be signed is worth more: proved."
            : string.Create(CultureInfo.InvariantCulture,
                $"No selection that can be signed is worth more than {Amount(found.Bound)}{unit}: the gap is {Amount(found.Gap)}, {(found.Bound > 0 ? found.Gap / found.Bound : 0):0.00%}. More --steps may close it."));
        var taken = Show.Table(console, "Taken", "offer", "buyer", ">GPUs", "from", "through", "group", ">worth");
        foreach (var offer in found.Taken) taken.Row([.. Cells(offer), Amount(offer.Value)]);
        console.Write(taken);
        if (found.LeftOut.Length == 0) return;
        var left = Show.Table(console, "Left out", "offer", "buyer", ">GPUs", "from", "through", "group", ">worth", ">not taken below");
        foreach (var each in found.LeftOut) left.Row([.. Cells(each.Offer), Amount(each.Offer.Value), each.WouldNeed is { } needed ? Amount(needed) : ""]);
        console.Write(left);
        foreach (var each in found.LeftOut) Show.Line(console, $"{each.Offer.Id} {Reason(each)}");
    }

    static string Reason(LeftOut left) => left.Why switch
    {
        LeftOutWhy.WorthNothing => "is worth nothing by this measure.",
        LeftOutWhy.Alternative => $"is an alternative to {string.Join(", ", left.InTheWay)}, which is taken.",
        LeftOutWhy.RefusedAlone => $"would be refused even alone. {left.Refusal!.Says}",
        _ => $"does not fit beside {string.Join(", ", left.InTheWay)}. {left.Refusal!.Says}",
    };

    static string[] Cells(Offer offer) => offer.Terms is { } terms
        ? [offer.Id.ToString(), terms.Buyer.ToString(), Show.Gpus(PortfolioJson.MostGpus(offer.AsContract!)), Json.Text(terms.From), Json.Text(terms.Through), offer.Group ?? ""]
        : [offer.Id.ToString(), "", "", "", "", offer.Group ?? ""];

    static string Amount(decimal value) => value.ToString("#,##0.####", CultureInfo.InvariantCulture);
}
