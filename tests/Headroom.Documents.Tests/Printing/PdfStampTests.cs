using System.Text;
using Headroom.Documents.Printing;
using NodaTime;

namespace Headroom.Documents.Tests.Printing;

public sealed class PdfStampTests
{
    [Fact]
    public void Dates_become_the_documents_and_ids_their_ranks_in_as_many_bytes()
    {
        var pdf = Encoding.Latin1.GetBytes("/CreationDate (D:20261121054521+00'00')\n/ModDate (D:20261121054522+00'00') (node00000043) (node00000011) (node00000043) \u00FF");
        var stamped = PdfStamp.Of(pdf, new LocalDate(2026, 7, 1));
        Assert.Equal("/CreationDate (D:20260701000000+00'00')\n/ModDate (D:20260701000000+00'00') (node00000002) (node00000001) (node00000002) \u00FF",
            Encoding.Latin1.GetString(stamped));
    }
}
