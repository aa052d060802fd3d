using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Tests.Views;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class SetAccountMapTests
{
    [Fact]
    public void A_map_of_nothing_and_two_rules_alike_are_refused()
    {
        var map = GeneralLedgerTests.Map;

        Ready.Refuses(At(2026, 6, 1), new SetAccountMap(map with { Accounts = ImmutableSortedDictionary<AccountKind, string>.Empty, Rules = [] }), RefusalCode.Malformed,
            "accounts");
        Ready.Refuses(At(2026, 6, 1), new SetAccountMap(map with { Rules = [.. map.Rules, map.Rules[0] with { Account = "4020" }] }), RefusalCode.AlreadyExists, "rules");
        Ready.Refuses(At(2026, 6, 1), new SetAccountMap(map with { YearStarts = 13 }), RefusalCode.OutOfRange, "year-starts");
        Assert.Equal(map, Ready.Told(At(2026, 6, 1), new SetAccountMap(map)).Closing.Map);
    }
}
