using Headroom.Core.Commands;
using NodaTime;
using static Headroom.Schedulers.Tests.Yard;

namespace Headroom.Schedulers.Tests;

public sealed class WatchTests
{
    // The loop says what happened and ends when asked; it is waited for by what it says, never by time.
    [Fact]
    public async Task It_follows_what_is_said_and_the_dates_in_it_until_it_is_stopped()
    {
        using var yard = new Yard();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var passes = System.Threading.Channels.Channel.CreateUnbounded<Pass>();
        var run = new Watch(yard.Keeper, yard.Reconciler, SystemClock.Instance, Duration.FromHours(1)).Run(pass => passes.Writer.TryWrite(pass), stop.Token);

        Assert.IsType<Pass.Applied>(await passes.Reader.ReadAsync(stop.Token));
        yard.Must(Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 8), (NewYear.PlusDays(31), 40)));
        Assert.IsType<Pass.Applied>(await passes.Reader.ReadAsync(stop.Token));
        Assert.Equal(8, yard.Scheduler.Limit("acme", Pool));
        yard.Must(new MoveClock(At(NewYear.PlusDays(31))));
        Assert.IsType<Pass.Applied>(await passes.Reader.ReadAsync(stop.Token));
        Assert.Equal(40, yard.Scheduler.Limit("acme", Pool));

        await stop.CancelAsync();
        await run;
    }
}
