using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Formats.Capacity;

/// <summary>Reads a question about headroom on a small table (docs/formats/capacity-table.md).</summary>
public static class CapacityQuestionReader
{
    const long Most = Gpus.Most;

    /// <summary>The most rows of scenarios.</summary>
    const int MostScenarios = 10_000;

    public static Parsed<CapacityQuestion> Read(Node node)
    {
        var faults = new List<Refusal>();
        var fields = Fields.Of(node, faults);
        fields.Text("table", "", 60);
        var failures = fields.MapOrNone("failures") is { } failing ? Failures(failing) : (FailureAllowance?)null;
        var question = new CapacityQuestion(Table(fields, failures))
        {
            Failures = failures,
            IsCovered = fields.Has("cover"),
            Sold = fields.Has("sold") ? fields.Whole("sold", 0, Most, "units") : null,
            Recall = fields.MapOrNone("recall") is { } recall ? Recall(recall) : null,
        };
        if (fields.MapOrNone("sale") is { } sale) question = Sale(question, sale);
        fields.Done();
        return Parsed<CapacityQuestion>.Of(question, faults);
    }

    static FailureAllowance Failures(Fields f)
    {
        var allowance = new FailureAllowance((int)f.Whole("units", 0, FailureAllowance.MostUnits, "units"), Fractions.Share(f, "unavailable", Rational.Zero),
            Fractions.Share(f, "risk", Rational.Zero), (int)f.Whole("largest-group", 0, FailureAllowance.MostUnits, "units", 0));
        if (f.Has("risk") && allowance.Risk.IsZero) f.Fault("risk", RefusalCode.OutOfRange, "No allowance makes a failure impossible; accept a probability above 0.");
        f.Done();
        return allowance;
    }

    static CapacityTable? Table(Fields f, FailureAllowance? failures)
    {
        string[] says = ["supply", "tranches", "net-supply", "scenarios"];
        var said = says.Where(f.Has).ToList();
        if (said.Count == 0) return null;
        if (said.Count > 1 && !(said is ["supply", "tranches"]))
            f.Fault(said[1], RefusalCode.Malformed,
                $"'{said[0]}' says what is supplied already; of {string.Join(", ", says)} one is stated (supply and tranches may stand together).");
        var table = new CapacityTable(Fractions.Share(f, "risk", Rational.Zero), 1)
        {
            Supply = Distributions.Read(f, "supply"),
            Tranches = [.. f.ListOrNone("tranches", Tranche.Most).Select(Coming)],
            Net = Distributions.Read(f, "net-supply"),
            Scenarios = Scenarios(f),
            Maintenance = Wholes(f, "maintenance"),
            Spare = f.Whole("spare", 0, Most, "units", failures is { } allowance && f.Faults.Count == 0 ? allowance.Spare : 0),
            Own = f.Has("own-demand") ? Distributions.Read(f, "own-demand") : [Distribution.Certain(0)],
            Committed = Wholes(f, "committed"),
            Offer = Wholes(f, "offer"),
            Cover = Wholes(f, "cover"),
        };
        return Sized(f, Interruptible(f, table));
    }

    static CapacityTable Interruptible(Fields f, CapacityTable table)
    {
        if (f.MapOrNone("interruptible") is not { } part) return table;
        var read = table with { Interruptible = Wholes(part, "committed"), Available = Fractions.Share(part, "available", Rational.Of(1, 2)) };
        part.Done();
        return read;
    }

    // Lists of several entries must agree; one entry holds in every period.
    static CapacityTable Sized(Fields f, CapacityTable table)
    {
        (string Name, int Length)[] lists =
        [
            ("supply", table.Supply.Length), ("net-supply", table.Net.Length), ("scenarios", table.Scenarios.Select(row => row.Length).FirstOrDefault()),
            ("maintenance", table.Maintenance.Length),
            ("own-demand", table.Own.Length), ("committed", table.Committed.Length), ("offer", table.Offer.Length), ("cover", table.Cover.Length),
            ("interruptible.committed", table.Interruptible.Length),
        ];
        var periods = lists.Max(list => list.Length);
        foreach (var (name, length) in lists.Where(list => list.Length > 1 && list.Length != periods || list.Name == "scenarios" && list.Length > 0 && list.Length != periods))
            f.Fault(name, RefusalCode.OutOfRange, $"There are {length} periods here and {periods} elsewhere; state one for each period, or one that holds in all.");
        var outcomes = table.Tranches.Aggregate(1L, (product, tranche) => Math.Min(Distribution.MostOutcomes + 1L, product * tranche.Delay.Outcomes.Length));
        if (outcomes * table.Supply.Append(Distribution.Certain(0)).Max(each => each.Outcomes.Length) * table.Own.Max(each => each.Outcomes.Length) > Distribution.MostOutcomes)
            f.Fault("", RefusalCode.TooLarge, $"Supply, delays and own demand have more than {Distribution.MostOutcomes} outcomes together.");
        return table with { Periods = Math.Max(1, periods) };
    }

    static Tranche Coming(Fields f)
    {
        var delay = f.Has("delay") ? Distributions.Read(f, "delay") : [Distribution.Certain(0)];
        if (delay[0].Outcomes[0].Value < 0) f.Fault("delay", RefusalCode.OutOfRange, "Nothing comes before it is planned; delays are 0 periods or more.");
        var ramp = f.Has("ramp") ? Fractions.Shares(f, "ramp", CapacityTable.MostPeriods) : [Rational.One];
        var tranche = new Tranche(f.Whole("units", 0, Most, "units"), (int)f.Whole("ready", 0, CapacityTable.MostPeriods, "periods", 0), delay[0],
            ramp.Length == 0 ? [Rational.One] : ramp);
        f.Done();
        return tranche;
    }

    static ImmutableArray<ImmutableArray<long>> Scenarios(Fields f)
    {
        if (!f.Has("scenarios")) return [];
        if (f.Part("scenarios") is not ListNode { Items: { Count: >= 1 and <= MostScenarios } rows }
            || rows.Any(row => row is not ListNode { Items.Count: >= 1 and <= CapacityTable.MostPeriods }))
        {
            f.Fault("scenarios", RefusalCode.Malformed, $"A list of 1 to {MostScenarios} rows is expected, each with a number for every period.");
            return [];
        }
        var read = rows.Cast<ListNode>().Select((row, i) => row.Items.Select(item => Number(f, $"scenarios[{i}]", item)).ToImmutableArray()).ToImmutableArray();
        if (read.Any(row => row.Length != read[0].Length)) f.Fault("scenarios", RefusalCode.Malformed, "All rows have the same number of periods.");
        return read;
    }

    static ImmutableArray<long> Wholes(Fields f, string name)
    {
        if (!f.Has(name)) return [0];
        if (f.Part(name) is not ListNode list) return [f.Whole(name, 0, Most, "units")];
        if (list.Items.Count is < 1 or > CapacityTable.MostPeriods)
            f.Fault(name, RefusalCode.TooLarge, $"There are {list.Items.Count} periods; 1 to {CapacityTable.MostPeriods} are accepted.");
        ImmutableArray<long> read = [.. list.Items.Select((item, i) => Number(f, $"{name}[{i}]", item)).DefaultIfEmpty()];
        if (read.Any(units => units < 0)) f.Fault(name, RefusalCode.OutOfRange, "None of these is negative.");
        return read;
    }

    static long Number(Fields f, string name, Node node)
    {
        var value = f.Decimal(name, node is TextNode { Text.Length: > 0 } text ? text.Text : "-", -Most, Most, "units");
        if (value != decimal.Truncate(value)) f.Fault(name, RefusalCode.OutOfRange, $"{value} is not a whole number.");
        return (long)value;
    }

    static CapacityQuestion Sale(CapacityQuestion question, Fields f)
    {
        var stakes = new Stakes(f.Decimal("price", 0, Money.Most, "a unit"), f.Decimal("shortfall", 0, Money.Most, "a unit"), f.Decimal("idle", 0, Money.Most, "a unit", 0));
        var most = f.Whole("most", 0, Most, "units", Most);
        f.Done();
        return question with { Stakes = stakes, Most = most };
    }

    static RecallQuestion Recall(Fields f)
    {
        var on = f.DateOrNone("on") ?? Fields.Earliest;
        var recall = new RecallQuestion(on, new(f.Whole("need", 0, Most, "units", 0)), new(f.Whole("idle", 0, Most, "units", 0)), f.DateOrNone("by"),
            [.. f.List("contracts", RecallQuestion.MostContracts).Select(contract => Contract(contract, on))]);
        if (recall.Contracts.GroupBy(contract => contract.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            f.Fault("contracts", RefusalCode.AlreadyExists, $"'{twice.Key}' stands in the list twice.");
        f.Done();
        return recall;
    }

    static Recallable Contract(Fields f, LocalDate on)
    {
        var usable = f.DateOrNone("usable") ?? Recallable.UsableAfter(on, f.DateOrNone("notice-from"), (int)f.Whole("notice-days", 0, 3660, "days"),
            f.Date("end"), (int)f.Whole("handover-days", 0, 366, "days", 0));
        var read = new Recallable(f.Text("contract", 60), usable, new(f.Whole("units", 0, Most, "units", 0)), f.Decimal("cost", 0, Money.Most, "", 0));
        f.Done();
        return read;
    }
}
