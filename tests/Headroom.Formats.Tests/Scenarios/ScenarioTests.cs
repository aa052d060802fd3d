using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Scenarios;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Formats.Tests.Scenarios;

public sealed class ScenarioTests
{
    const string Book = """
        owner: spacex-ai
        zone: America/Chicago
        sandbox: true
        opens: 2026-03-01
        steps:
          - policy: { risk: 5%, handover-days: 14 }
          - site: memphis
            zone: America/Chicago
            limits: [{ from: 2024-01-01, kilowatts: 300000 }]
          - pool: colossus-1
            site: memphis
            block: 8
            draw: { kilowatts: 300000, per-gpus: 220000 }
          - supply: c1
            pool: colossus-1
            gpus: 220000
            planned: 2025-01-01
          - energise: c1
            on: 2025-01-01
          - sign: terms.yaml
            said: 2026-04-20
            variant: half
        later:
          - notice: anthropic-colossus
            by: buyer
            served: 2026-09-10
          - close: 2026-05
        """;

    [Fact]
    public void A_book_reads_as_the_commands_that_make_it()
    {
        var scenario = Read(Book).Value!;

        Assert.Equal((Us, true, At(2026, 3, 1)), (scenario.Open.Owner, scenario.Open.Sandbox, scenario.Open.Start));
        Assert.Equal([6, 7, 10, 14, 18, 20], scenario.Steps.Select(step => step.Line));
        Assert.Equal((0.05m, 14), ((SetPolicy)Said(scenario.Steps[0])).Policy is var policy ? (policy.Risk, policy.HandoverDays) : default);
        Assert.Equal(Whole, ((AddPool)Said(scenario.Steps[2])).Pool.Draw);
        Assert.Equal(new EnergiseSupply(Slug.Of("c1"), Day(2025, 1, 1)), Said(scenario.Steps[4]));
        Assert.Equal(("terms.yaml", "half", Day(2026, 4, 20)), scenario.Steps[5] is TermsStep sign ? (sign.File, sign.Variant, sign.Said!.Value) : default);
        Assert.Equal([new GiveNotice(Id, Side.Buyer, Day(2026, 9, 10)), new CloseMonth(Month(2026, 5))], scenario.Later.Select(Said));
    }

    [Theory]
    [InlineData("owner: spacex-ai\n", "", RefusalCode.Malformed, "owner")]
    [InlineData("zone: America/Chicago\nsandbox", "zone: Mars/Olympus\nsandbox", RefusalCode.UnknownUnit, "zone")]
    [InlineData("sandbox: true", "sandbox: maybe", RefusalCode.Malformed, "sandbox")]
    [InlineData("risk: 5%", "risk: 51%", RefusalCode.OutOfRange, "steps[0].policy.risk")]
    [InlineData("block: 8", "block: 0", RefusalCode.OutOfRange, "steps[2].block")]
    [InlineData("energise: c1", "energize: c1", RefusalCode.Malformed, "steps[4]")]
    [InlineData("variant: half", "variante: half", RefusalCode.Malformed, "steps[5].variante")]
    [InlineData("by: buyer", "by: either", RefusalCode.Malformed, "later[0].by")]
    [InlineData("close: 2026-05", "close: May 2026", RefusalCode.Malformed, "later[1].close")]
    public void A_fault_names_its_code_and_field(string text, string other, RefusalCode code, string field) =>
        Assert.Contains(Read(Book.Replace(text, other, StringComparison.Ordinal)).Faults, fault => fault.Code == code && fault.Field == field && fault.Numbers.ContainsKey("line"));

    static Command Said(Step step) => Assert.IsType<Say>(step).Command;

    static Parsed<Scenario> Read(string yaml) => Node.FromYaml(yaml).Then(Scenario.Read);
}
