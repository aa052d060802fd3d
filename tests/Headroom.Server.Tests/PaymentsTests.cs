namespace Headroom.Server.Tests;

public sealed class PaymentsTests
{
    // By hand: 700 million come in for an invoice of 625; 75 stay unapplied, 5 are taken off, 80 are given back.
    [Fact]
    public async Task Money_is_received_applied_taken_off_and_given_back()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/months/2026-05/close");

        await served.Said("/v1/receipts", """{"payer":"anthropic","received":"2026-06-20","amount":700000000,"currency":"USD","bank-reference":"B1"}""");
        await served.Said("/v1/receipts/rct-0000001/apply", """{"on":"2026-06-21","to":[{"invoice":"INV-0000001"}]}""");
        await served.Said("/v1/invoices/INV-0000001/unapply", """{"from":"rct-0000001","amount":5000000,"on":"2026-06-22","reason":"disputed"}""");
        await served.Said("/v1/refunds", """{"of":"rct-0000001","paid":"2026-06-23"}""");

        var account = (await served.Get("/v1/accounts/anthropic")).GetProperty("accounts")[0];
        Assert.Equal((5_000_000m, 0m, 1),
            (account.GetProperty("open").GetDecimal(), account.GetProperty("unapplied").GetDecimal(), account.GetProperty("refunds").GetArrayLength()));
        Assert.Equal(620_000_000m, (await served.Get("/v1/receipts?customer=anthropic")).GetProperty("receipts")[0].GetProperty("applied")[0].GetProperty("amount").GetDecimal());
        Assert.Equal(2, (await served.Get("/v1/invoices/INV-0000001")).GetProperty("settlements").GetArrayLength());
        var page = await served.Client.GetStringAsync("/accounts/anthropic");
        Assert.Contains("data-figure=\"balance\" data-value=\"5000000", page);
        Assert.Contains("given back of rct-0000001", page);
        Assert.Contains("href=\"/v1/statements/anthropic.pdf?currency=USD&amp;at=", page);
        Assert.Contains("data-figure=\"balance-anthropic-USD\" data-value=\"5000000", await served.Client.GetStringAsync("/accounts?at=2026-08-31"));
        Assert.Empty((await served.Get("/v1/receipts?unapplied=true")).GetProperty("receipts").EnumerateArray());
    }

    [Fact]
    public async Task What_does_not_fit_is_a_problem_with_its_numbers()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/months/2026-05/close");
        await served.Said("/v1/receipts", """{"payer":"anthropic","received":"2026-06-20","amount":1,"currency":"USD","bank-reference":"B1"}""");

        await Refused("/v1/receipts", """{"payer":"anthropic","received":"2026-06-20","amount":1,"currency":"USD","bank-reference":"B1"}""", "already-exists");
        await Refused("/v1/receipts", """{"payer":"anthropic","received":"2026-06-20","amount":1,"currency":"EUR","to":[{"invoice":"INV-0000001"}]}""", "payment-mismatch");
        await Refused("/v1/invoices/INV-0000001/set-off", """{"on":"2026-06-20"}""", "payment-mismatch");
        await Refused("/v1/refunds", """{"of":"rct-0000009","paid":"2026-06-20"}""", "not-found");
        Assert.Equal("urn:headroom:refusal:not-found", (await Served.Problem(await served.Client.GetAsync("/v1/accounts/nobody"))).GetProperty("type").GetString());

        async Task Refused(string path, string body, string code) =>
            Assert.Equal($"urn:headroom:refusal:{code}", (await Served.Problem(await served.Post(path, body))).GetProperty("type").GetString());
    }
}
