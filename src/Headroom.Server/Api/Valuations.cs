using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Formats.Terms;
using Headroom.Formats.Valuation;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Api;

/// <summary>What a contract that either side may leave is worth: of the book under plain inputs, or of any terms under a whole outlook.</summary>
static class Valuations
{
    /// <summary>The most paths that one request may draw.</summary>
    public const int MostPaths = 400_000;

    static readonly Parameter Method = new("method", "string", "fitting (exact for one uncertain quantity, simulation for two), exact or simulation. Default: fitting."),
        Paths = new("paths", "integer", $"Simulated paths, at most {MostPaths}. Default: {SolverInput.UsualPaths}."), Seed = new("seed", "integer", "Seeds the paths. Default: 1."),
        Bounds = new("bounds", "boolean", "Whether to bound the value of a simulation. Default: false.");

    public static void Map(Routes routes)
    {
        routes.Get("/v1/contracts/{contract}/value", "What a contract is worth under plain inputs, which default to multiples of its fee: an estimate", Of,
            [Parameter.Contract, Parameter.At, Method, Paths, Seed, Bounds, .. OutlookQuery.Parameters]);
        routes.PostView("/v1/valuations", "What a contract of the book or any terms are worth under an outlook: an estimate", Any,
        [
            new("contract", "string", "A contract of the book; or give terms."), new("terms", "object", "Terms, as in docs/formats/terms.md."),
            new("market", "object", "The outlook, as in docs/formats/market.md. Default: multiples of the contract's fee."),
            new("at", "string", "The date of the valuation. Default: the book's today, or the first day of the term."),
            Method, Paths, Seed, Bounds,
        ], Parameter.Variant);
    }

    static Answer Of(Asked asked)
    {
        if (asked.Contract is not { } contract) return Answer.Map(_ => { });
        var at = AtOf(asked, contract);
        var outlook = OutlookQuery.Read(asked.Input, contract, at);
        return Value(asked.Input, contract, at, outlook);
    }

    /// <summary>The date asked for, or the first on which the contract can be valued.</summary>
    public static LocalDate AtOf(Asked asked, Contract contract) => asked.Input.DateOrNone("at") ?? LocalDate.Max(asked.Today, contract.Versions[0].Terms.From);

    static Answer Any(Asked asked, Node node)
    {
        var body = Fields.Of(node, asked.Input.Faults);
        var variant = asked.Input.Has("variant") ? asked.Input.Text("variant", 60) : null;
        var contract = ContractOf(asked, body, variant);
        var at = body.DateOrNone("at");
        var market = body.Has("market") ? Take(body, OutlookReader.Read(body.Part("market")!, variant)) : null;
        if (contract is null || body.Faults.Count > 0)
        {
            MethodOf(body);
            return Answer.Map(_ => { });
        }
        var from = at ?? (body.Has("terms") ? contract.Terms.From : LocalDate.Max(asked.Today, contract.Terms.From));
        var answer = Value(body, contract, from, market ?? Outlook.Assumed(Subject.HighestMonth(contract, from), contract.Terms.Currency));
        body.Done();
        return answer;
    }

    static Contract? ContractOf(Asked asked, Fields body, string? variant)
    {
        if (body.Has("terms") == body.Has("contract"))
        {
            body.Fault("contract", RefusalCode.Malformed, "Name either a contract of the book or terms.");
            return null;
        }
        if (body.Has("terms")) return Take(body, TermsReader.Read(body.Part("terms")!, variant)) is { } terms
            ? new Contract(terms.Contract, [new TermsVersion(terms.From, terms, null)]) : null;
        var id = body.Id("contract");
        if (asked.Book.Contracts.TryGetValue(id, out var contract)) return contract;
        if (body.Faults.Count == 0) body.Fault("contract", RefusalCode.NotFound, $"There is no contract '{id}'.");
        return null;
    }

    static T? Take<T>(Fields body, Parsed<T> parsed) where T : class
    {
        body.Faults.AddRange(parsed.Faults);
        return parsed.Value;
    }

    static Answer Value(Fields input, Contract contract, LocalDate at, Outlook outlook)
    {
        var (solver, bounds) = MethodOf(input);
        if (input.Faults.Count > 0) return Answer.Map(_ => { });
        var (subject, refusal) = Subject.Of(contract, at, outlook);
        if ((refusal ?? SolverInput.Refuse(solver, subject!)) is { } why) return why;
        return Answer.Json(json => ValuationJson.Write(json, ContractValue.Of(subject!, outlook, solver, bounds)));
    }

    static (Solver Solver, bool Bounds) MethodOf(Fields input) => (SolverInput.Read(input, MostPaths, AllCores.Spread), input.Bool("bounds", false));
}
