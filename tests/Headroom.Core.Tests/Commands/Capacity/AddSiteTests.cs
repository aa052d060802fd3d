using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class AddSiteTests
{
    static readonly Slug New = Slug.Of("colossus-site");

    [Fact]
    public void Each_reason_to_refuse_a_site()
    {
        Refused(new(Memphis, null, "UTC", []), RefusalCode.AlreadyExists, "site");
        Refused(new(New, Slug.Of("nowhere"), "UTC", []), RefusalCode.NotFound, "parent");
        Refused(new(New, null, "Mars/Olympus", []), RefusalCode.UnknownUnit, "zone");
        Refused(new(New, null, "UTC", [(Start, -1m)]), RefusalCode.OutOfRange, "limits[0].kilowatts");
        Refused(new(New, null, "UTC", [(Start, 1m), (Start, 2m)]), RefusalCode.DatesUpsideDown, "limits[1].from");
    }

    [Fact]
    public void The_tree_is_eight_levels_deep_at_most()
    {
        var book = Enumerable.Range(2, 7).Aggregate(Ready, (grown, level) =>
            grown.Told(At(2026, 3, 2), new AddSite(Slug.Of($"level-{level}"), level == 2 ? Memphis : Slug.Of($"level-{level - 1}"), "UTC", [])));

        book.Refuses(At(2026, 3, 2), new AddSite(Slug.Of("level-9"), Slug.Of("level-8"), "UTC", []), RefusalCode.OutOfRange, "parent");
    }

    [Fact]
    public void A_limit_holds_from_its_date_in_the_zone_of_the_site()
    {
        var limit = Ready.Told(At(2026, 3, 2), new AddSite(New, Memphis, "America/Chicago", [(Start, 150_000m), (Day(2026, 7, 1), 300_000m)])).Fleet.Sites[New].Limit!;

        Assert.Equal([0m, 150_000m, 300_000m], new[] { At(2026, 4, 30), At(2026, 5, 1), At(2026, 7, 1) }.Select(at => limit.At(at).Value));
    }

    static void Refused(AddSite site, RefusalCode code, string field) => Ready.Refuses(At(2026, 3, 2), site, code, field);
}
