using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class DescribePartyTests
{
    [Fact]
    public void The_book_keeps_the_digest_of_the_details_beside_that_of_the_name_and_a_later_one_replaces_it()
    {
        var book = Ready.Told(At(2026, 3, 2), new NameParty(Buyer, new string('n', 64)), new DescribeParty(Buyer, new string('a', 64)),
            new DescribeParty(Buyer, new string('b', 64)));

        Assert.Equal((new string('n', 64), new string('b', 64)), (book.PartyNames[Buyer], book.PartyDetails[Buyer]));
        Book.Empty.Refuses(At(2026, 3, 2), new DescribeParty(Buyer, new string('a', 64)), RefusalCode.NotFound, "book");
    }
}
