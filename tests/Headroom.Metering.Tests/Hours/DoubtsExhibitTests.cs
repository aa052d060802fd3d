using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Time;
using Headroom.Metering.Hours;
using NodaTime;

namespace Headroom.Metering.Tests.Hours;

public sealed class DoubtsExhibitTests
{
    static readonly Instant May = Instant.FromUtc(2026, 5, 1, 0, 0);

    static Imported Import(Window[] gaps, SetAside[] records)
    {
        var quarantine = new Quarantine();
        foreach (var record in records) quarantine.Add(record);
        return new(new(new(May, May + Duration.FromDays(31)), ImmutableSortedDictionary<string, ImmutableArray<long>>.Empty), default, quarantine) { Gaps = [.. gaps] };
    }

    // Law: what is written is what is read, text that looks like anything included.
    [Fact]
    public void Doubts_are_read_as_they_were_written() =>
        Prop.ForAll((from hours in Gen.Choose(0, 600).ArrayOf()
                     from doubts in Gen.Elements(Enum.GetValues<Doubt>()).ArrayOf()
                     from value in ArbMap.Default.GeneratorFor<NonNull<string>>()
                     select (hours, doubts, value: Quarantine.Short(value.Get))).ToArbitrary(), seen =>
                 {
                     Window[] gaps = [.. seen.hours.Select(hour => new Window(May + Duration.FromHours(hour), May + Duration.FromHours(hour + 1)))];
                     SetAside[] records = [.. seen.doubts.Select((doubt, i) => new SetAside(i + 1, doubt, i % 2 == 0 ? "End" : "", seen.value))];
                     if (DoubtsExhibit.Of(Import(gaps, records)) is not { } exhibit) return gaps.Length + records.Length == 0;
                     return DoubtsExhibit.Read(exhibit.Content).TryGet(out var read, out _) && read.Gaps.SequenceEqual(gaps) && read.Records.SequenceEqual(records);
                 }).Check(Laws.Seeded);

    [Fact]
    public void An_import_without_doubts_has_no_exhibit() => Assert.Null(DoubtsExhibit.Of(Import([], [])));
}
