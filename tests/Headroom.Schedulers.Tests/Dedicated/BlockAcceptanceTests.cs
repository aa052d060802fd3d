using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Schedulers.Dedicated;
using NodaTime;
using static Headroom.Schedulers.Tests.Yard;

namespace Headroom.Schedulers.Tests.Dedicated;

public sealed class BlockAcceptanceTests : IDisposable
{
    readonly BlockYard _site = new();

    public BlockAcceptanceTests()
    {
        var signed = Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 32));
        _site.Yard.Must(signed with
        {
            Terms = signed.Terms
            with
            {
                Legs = [.. signed.Terms.Legs,
                new TrancheDelivery("first", Yard.Pool, new Gpus(32), NewYear, [new("fee", 1m)], FeeStart.Acceptance, ["burn-in", "fabric"], null)]
            }
        });
        _site.Assign("k", 1, 2);
        _site.Yard.Must(new RecordEvent(Slug.Of("k"), new TrancheReady(NewYear, "first", "protocol")));
        foreach (var row in new[] { 1, 2 }) Tested(row, burnIn: true, fabric: true);
    }

    public void Dispose() => _site.Dispose();

    void Tested(int row, bool burnIn, bool fabric) => _site.Agent.Change($"row-{row}", block => block with
    { Tests = [new("burn-in", burnIn, _site.Agent.Now, $"report-{row}"), new("fabric", fabric, _site.Agent.Now, "")] });

    (RecordEvent? Command, Refusal? Why) Accept(string tranche, params int[] rows) =>
        BlockAcceptance.Of(_site.Look(), Slug.Of("k"), tranche, [.. rows.Select(BlockYard.Row)], NewYear);

    // By hand: two blocks of 16 are the 32 of the tranche; both passed both tests, so it is accepted, and the fee starts.
    [Fact]
    public void A_tranche_is_accepted_by_the_tests_that_its_blocks_passed()
    {
        var (command, why) = Accept("first", 1, 2);

        Assert.Null(why);
        var accepted = Assert.IsType<TrancheAccepted>(command!.Event);
        Assert.Equal(["burn-in", "fabric"], accepted.Tests);
        Assert.Matches("^sha256:[0-9a-f]{64} of 4 test reports of Headroom reference agent at http://127.0.0.1:[0-9]+/, blocks row-1 row-2$", accepted.Evidence);
        _site.Yard.Must(command);
        Tested(1, burnIn: true, fabric: true);
        Assert.Equal(accepted.Evidence, ((TrancheAccepted)Accept("first", 1, 2).Command!.Event).Evidence);
    }

    [Fact]
    public void Each_reason_to_refuse_it()
    {
        Assert.Equal("tranche", Accept("second", 1, 2).Why!.Field);
        Assert.Equal("'row-3' is not with 'k' in pool 'h100'.", Accept("first", 1, 3).Why!.Says);
        Assert.Equal(("16", "32"), (Accept("first", 1).Why!.Numbers["gpus"], Accept("first", 1).Why!.Numbers["tranche_gpus"]));
        Tested(2, burnIn: true, fabric: false);
        Assert.Equal("'row-2' has not passed 'fabric', which the acceptance of 'first' asks for.", Accept("first", 1, 2).Why!.Says);
        _site.Agent.Change("row-2", block => block with { Pool = "other" });
        Assert.Equal("The agent does not know 'row-2'.", Accept("first", 1, 2).Why!.Says);
    }
}
