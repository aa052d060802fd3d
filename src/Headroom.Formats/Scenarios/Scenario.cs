using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Events;
using Headroom.Formats.Facts;
using Headroom.Formats.Parties;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Scenarios;

/// <summary>
/// A book to be made from files: how it opens, and the steps that have been said, in order; and steps that are assumed to come when
/// its life is played (docs/formats/book.md, schema docs/formats/book.schema.json). At most 10,000 steps.
/// </summary>
/// <param name="Steps">What <c>load</c> says.</param>
/// <param name="Later">What <c>play</c> says in addition, when its date comes.</param>
public sealed record Scenario(OpenBook Open, ImmutableArray<Step> Steps, ImmutableArray<Step> Later)
{
    const int MostSteps = 10_000;

    // In this order, because a supply block also names its pool and a pool its site.
    static readonly string[] Kinds =
    [
        .. CashSteps.Kinds,
        .. CostSteps.Kinds, .. NeedSteps.Kinds, .. DemandSteps.Kinds,
        .. BlockSteps.Kinds,
        .. ReclaimSteps.Kinds,
        .. ClosingSteps.Kinds,
        .. DisclosureSteps.Kinds,
        .. MeteringSteps.Kinds,
        .. AccountingSteps.Kinds, "happened", "deliver", "supply", "pool", "site", "policy", "assumption", "party", "energise", "demand", "move-demand", "draft", "quote",
        "withdraw", "decline", "sign", "amend", "blend", "assign-part", "notice", "observe", "index", "issue", "tax", "credit", "void", "dispute", "settle", "remind",
        "customer-reference", "close-contract", "close", "pay",
    ];

    public static Parsed<Scenario> Read(Node node)
    {
        var faults = new List<Refusal>();
        var fields = Fields.Of(node, faults);
        var zone = fields.Text("zone", 60);
        if (zone.Length > 0 && Core.Time.Calendar.In(zone) is null)
            fields.Fault("zone", RefusalCode.UnknownUnit, $"'{zone}' is not a time zone of the tz database, such as America/Chicago.");
        var sandbox = fields.Bool("sandbox", false);
        var opens = fields.DateOrNone("opens");
        var start = opens is { } date ? Core.Time.Calendar.In(zone)?.StartOf(date) : null;
        var scenario = new Scenario(
            new OpenBook(fields.Id("owner"), zone, sandbox, start),
            [.. fields.List("steps", MostSteps).Select(Step).OfType<Step>()],
            [.. fields.ListOrNone("later", MostSteps).Select(Step).OfType<Step>()]);
        fields.Done();
        return Parsed<Scenario>.Of(scenario, faults);
    }

    /// <summary>Steps alone, for a book that is open already.</summary>
    public static Parsed<Scenario> ReadSteps(Node node)
    {
        var faults = new List<Refusal>();
        var fields = Fields.Of(node, faults);
        var steps = fields.List("steps", MostSteps).Select(Step).OfType<Step>().ToImmutableArray();
        fields.Done();
        return Parsed<Scenario>.Of(new Scenario(new OpenBook(default, "", false, null), steps, []), faults);
    }

    /// <summary>One step from its fields; a fault is noted among them.</summary>
    internal static Step? StepOf(Fields f) => Step(f);

    static Step? Step(Fields f)
    {
        var (said, why, line) = (f.DateOrNone("said"), f.WhyOrNone(), f.Line);
        var variant = f.Has("variant") ? f.Text("variant", 60) : null;
        Step? step = f.OneOf(Kinds) switch
        {
            { } kind when AccountingSteps.Kinds.Contains(kind) => new Say(AccountingSteps.Read(f, kind)),
            { } kind when CashSteps.Kinds.Contains(kind) => new Say(CashSteps.Read(f, kind)),
            { } kind when NeedSteps.Kinds.Contains(kind) => new Say(NeedSteps.Read(f, kind)),
            { } kind when CostSteps.Kinds.Contains(kind) => new Say(CostSteps.Read(f, kind)),
            { } kind when MeteringSteps.Kinds.Contains(kind) => new Say(MeteringSteps.Read(f, kind)),
            { } kind when ClosingSteps.Kinds.Contains(kind) => ClosingSteps.Read(f, kind),
            { } kind when DisclosureSteps.Kinds.Contains(kind) => new Say(DisclosureSteps.Read(f, kind)),
            "policy" => new Say(new SetPolicy(Policy(f.Map("policy")))),
            "assumption" => new Say(new MakeAssumption(Assumptions.One(f.Map("assumption"), variant))),
            "party" => Party(f),
            "draft" => new TermsStep(f.Text("draft", 200), variant, terms => new SaveDraft(terms)),
            "quote" => Quote(f, variant),
            "withdraw" or "decline" => new Say(End(f)),
            "sign" => Sign(f, variant),
            "amend" => Amend(f, variant),
            "blend" or "assign-part" => new Say(f.Has("blend") ? Blend(f, f.Id("blend")) : Part(f, f.Id("assign-part"))),
            "close-contract" => new Say(new CloseContract(f.Id("close-contract"))),
            "notice" => new Say(new GiveNotice(f.Id("notice"), f.Word("by", Words.Sides), f.Date("served")) { Form = f.Has("form") ? f.Text("form", 60) : null }),
            "deliver" => new Say(new DeliverCapacity(f.Id("deliver"), f.Id("pool"), f.Date("on"), f.Gpus("gpus"))),
            "observe" => new Say(new ObserveQuantity(f.Id("observe"), FactReader.Quantity(f))),
            "index" => new Say(new PublishIndex(FactReader.Index(f))),
            "happened" => ContractEvents.Read(f) is { } happened ? new Say(new RecordEvent(f.Id("happened"), happened)) : null,
            "issue" => new Say(new IssueInvoices(f.Month("issue"), f.IdOrNone("contract"))),
            "tax" => new Say(new DetermineTax(f.Id("tax"), InvoicingFacts.Tax(f))),
            "credit" => new Say(InvoicingSteps.Credit(f)),
            "dispute" => new Say(InvoicingSteps.Dispute(f)),
            "settle" => new Say(new SettleDispute(f.Text("settle", 40), f.Decimal("upheld", 0, Money.Most, ""), f.Text("reason"))),
            "remind" => new Say(new SendReminders(null, f.Text("remind", 40))),
            "customer-reference" => new Say(new StateReference(f.Id("customer-reference"), InvoicingFacts.Reference(f))),
            "void" => new Say(new VoidInvoice(f.Text("void", 40), f.Text("reason"))),
            "close" => new Say(new CloseMonth(f.Month("close"))),
            "pay" => new Say(Payment(f)),
            var kind => Fleet(f, kind),
        };
        f.Done();
        return step is null ? null : step with { Said = said, Why = why, Line = line, Text = f.Canonical };
    }

    static RecordPayment Payment(Fields f) =>
        new(f.Text("pay", 40), f.Date("received"), f.Decimal("amount", -Money.Most, Money.Most, ""), f.Text("currency", 10), f.Text("reference", "", 200));

    static EndQuote End(Fields f) => f.Has("withdraw")
        ? new(f.Id("withdraw"), QuoteEnd.Withdrawn, f.Text("reason")) : new(f.Id("decline"), QuoteEnd.Declined, f.Text("reason"));

    /// <summary>What there is, and what own products need of it.</summary>
    static Step? Fleet(Fields f, string? kind) => kind switch
    {
        { } when BlockSteps.Kinds.Contains(kind) => new Say(BlockSteps.Read(f, kind)),
        { } when ReclaimSteps.Kinds.Contains(kind) => new Say(ReclaimSteps.Read(f, kind)),
        "site" => new Say(Site(f)),
        "pool" => new Say(new AddPool(FactReader.Pool(f))),
        "supply" => new Say(new PlanSupply(FactReader.Block(f))),
        "energise" => new Say(new EnergiseSupply(f.Id("energise"), f.Date("on"))),
        "demand" => new DemandStep(f.Text("demand", 200)),
        "move-demand" => new Say(new MoveDemand(f.Id("move-demand"), f.Id("to"), f.Date("from"))),
        { } word when DemandSteps.Kinds.Contains(word) => new Say(DemandSteps.Read(f, word)),
        _ => null,
    };

    // A party may be told apart by a name, by details, or by both.
    static PartyStep Party(Fields f)
    {
        var details = f.MapOrNone("details") is { } map ? PartyDetails.Read(map) : null;
        return new(f.Id("party"), details is null || f.Has("name") ? f.Text("name", 200) : null, details);
    }

    static TermsStep Quote(Fields f, string? variant)
    {
        var (expires, holds, approved) = (f.Date("expires"), f.Bool("holds", false), DealFormat.Approved(f));
        return new(f.Text("quote", 200), variant, terms => new MakeQuote(terms, expires, holds) { Approved = approved });
    }

    static TermsStep Sign(Fields f, string? variant)
    {
        var quote = f.Has("quote-version") ? new QuoteNamed(DealFormat.Version(f, "quote-version"), f.Bool("departs", false)) : (QuoteNamed?)null;
        var approved = DealFormat.Approved(f);
        return new(f.Text("sign", 200), variant, terms => new SignContract(terms) { Quote = quote, Approved = approved });
    }

    static TermsStep Amend(Fields f, string? variant)
    {
        var (from, treatment, supersedes) = (f.Date("from"), f.Word("treatment", Words.Treatments), f.DateOrNone("supersedes"));
        return new(f.Text("amend", 200), variant, terms => new AmendContract(terms, from, treatment, supersedes));
    }

    /// <summary>A blend-and-extend's fields, in files, requests and on the command line.</summary>
    public static BlendContract Blend(Fields f, Slug contract) => new(contract, f.Date("from"), (int)f.Whole("months", 1, 240, "months"),
        f.Decimal("remaining", 0, Money.Most, "a month"), f.Decimal("added", 0, Money.Most, "a month"), f.WordOr("billed", Blending.Stepped, Words.Blendings));

    /// <summary>An assigned part's fields, in files, requests and on the command line.</summary>
    public static AssignPart Part(Fields f, Slug contract) => new(contract, f.Id("as"), f.Id("to"), f.Date("from"), f.Has("share") || !f.Has("gpus") ? f.Share("share") : null,
        f.Has("gpus") ? f.Gpus("gpus", low: 1) : null, f.Date("on"), f.Text("consent"));

    /// <summary>A policy's fields as a map of their own.</summary>
    static Core.Books.Policy Policy(Fields f)
    {
        var policy = FactReader.Policy(f);
        f.Done();
        return policy;
    }

    /// <summary>A site's fields, in files and requests.</summary>
    public static AddSite Site(Fields f) => new(f.Id("site"), f.IdOrNone("parent"), f.Text("zone", 60), [.. f.ListOrNone("limits", 400).Select(limit =>
    {
        var read = (limit.Date("from"), limit.Decimal("kilowatts", 0, Kilowatts.Most, "kW"));
        limit.Done();
        return read;
    })]);
}

/// <summary>One thing that a scenario says.</summary>
public abstract record Step
{
    private protected Step() { }

    /// <summary>The date on which it is said, where its own dates do not tell.</summary>
    public LocalDate? Said { get; init; }

    /// <summary>The reason for it, or null.</summary>
    public string? Why { get; init; }

    /// <summary>The line in the file, for messages.</summary>
    public int Line { get; init; }

    /// <summary>The step as one line of text, which its idempotency key stands for.</summary>
    public string Text { get; init; } = "";
}

/// <summary>A command that needs nothing from outside the file.</summary>
public sealed record Say(Command Command) : Step;

/// <summary>A party with its display name, what stands on paper about it, or both; each is kept as an erasable exhibit.</summary>
public sealed record PartyStep(Slug Party, string? Name, PartyDetails? Details) : Step;

/// <summary>Own demand in a CSV file beside the scenario.</summary>
public sealed record DemandStep(string File) : Step;

/// <summary>Terms in a file beside the scenario, and what is said with them: a draft, a quote, a signature, an amendment.</summary>
public sealed record TermsStep(string File, string? Variant, Func<Core.Contracts.Terms, Command> Says) : Step;
