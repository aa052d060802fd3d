using Headroom.Core.Contracts.Events;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Events;

/// <summary>What happens to a notice: <c>notice-contested</c>, <c>notice-confirmed</c> and <c>notice-withdrawn</c>.</summary>
static class NoticeFormats
{
    public static EventFormat Contested { get; } = EventFormat.Of(
        "notice-contested", "by, reason", (f, on) => new NoticeContested(on, f.Word("by", Words.Sides), f.Text("reason")),
        (json, said) => { json.WriteString("by", Words.Of(Words.Sides, said.By)); json.WriteString("reason", said.Reason); });

    public static EventFormat Confirmed { get; } = EventFormat.Of(
        "notice-confirmed", "by", (f, on) => new NoticeConfirmed(on, f.Word("by", Words.Sides)),
        (json, said) => json.WriteString("by", Words.Of(Words.Sides, said.By)));

    public static EventFormat Withdrawn { get; } = EventFormat.Of(
        "notice-withdrawn", "agreement", (f, on) => new NoticeWithdrawn(on, f.Text("agreement")),
        (json, said) => json.WriteString("agreement", said.Agreement));
}
