using System.Text;
using Headroom.Documents.Paper;
using Headroom.Documents.Printing;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Tests;

public sealed class PressTests
{
    static readonly Sheet Small = new("A small sheet", "foot", Markup.Of($"<h1>Hello</h1>"), new LocalDate(2026, 7, 1));

    [Fact]
    public async Task The_browser_ends_when_nothing_was_printed_for_a_while_and_starts_again_for_the_next_document()
    {
        var time = new Waiting();
        using var press = new Press(time.Calling);
        var first = await Printed(press);
        Assert.True(press.IsReady);
        Assert.Equal(Press.Patience, time.Due);

        time.Elapse();
        Assert.False(press.IsReady);

        Assert.Equal(first, await Printed(press));
        Assert.True(press.IsReady);
    }

    [Fact]
    public async Task A_document_that_is_being_printed_is_not_interrupted()
    {
        var time = new Waiting();
        using var press = new Press(time.Calling);
        var printing = Printed(press);
        time.Elapse();

        Assert.Equal("%PDF-", Encoding.ASCII.GetString((await printing)[..5]));
        Assert.True(press.IsReady);
    }

    static async Task<byte[]> Printed(Press press)
    {
        try { return await press.Print(Small, PaperSize.A4); }
        catch (PrintingUnavailable fault) { Assert.Skip(fault.Message); throw; }
    }

    /// <summary>A timer that goes off when the test says so.</summary>
    sealed class Waiting : ITimer
    {
        TimerCallback _callback = _ => { };

        public TimeSpan Due { get; private set; }

        public ITimer Calling(TimerCallback callback)
        {
            _callback = callback;
            return this;
        }

        public void Elapse() => _callback(null);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime;
            return true;
        }

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
