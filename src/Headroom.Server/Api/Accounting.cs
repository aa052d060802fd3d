using Headroom.Core.Commands;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>What is judged in the accounts: policies for classes of contracts, and whether a contract is a lease.</summary>
static class Accounting
{
    public static void Map(Routes routes)
    {
        routes.Get("/v1/accounting-policies", "The accounting policies stated, and the classes of contracts", asked =>
        {
            var framework = Reports.FrameworkOf(asked);
            return Answer.Json(json => AccountingJson.Policies(json, asked.Book, framework));
        }, Parameter.Framework);
        routes.Post("/v1/accounting-policies", "States how revenue of a class of contracts is recognised, from a month on",
            (_, body) => new StateAccountingPolicy(AccountingFormat.Policy(body)),
        [
            new("class", "string", "The class that terms name. Default: every contract without a statement of its own."),
            new("from", "string", "The first of a month.", Required: true),
            new("revenue", "string", "The recognition policy. Default: as each contract's terms say."),
            new("elections", "string", "What is left out of the obligations disclosed, with commas between: one-year, right-to-invoice, series-variable. Default: none."),
            new("breakage", "number",
                "The share of committed units, or of units bought ahead, that is expected not to be used and earned in proportion to the use of the others. Default: breakage is earned when the right lapses."),
            new("preparer", "string", "Opaque id of who prepared it.", Required: true), new("note", "string", "Why.", Required: true),
        ]);
        routes.Get("/v1/contracts/{contract}/lease-tests", "The assessments whether a contract is a lease, the last first, and what their answers come to", asked =>
        {
            var contract = asked.Contract;
            return Answer.Map(json => AccountingJson.Leases(json, contract!));
        }, Parameter.Contract);
        routes.Post("/v1/contracts/{contract}/lease-tests", "Keeps the assessment whether a contract is a lease",
            (asked, body) => new AssessLease(asked.Input.Id("contract"), AccountingFormat.Lease(body)),
        [
            new("on", "string", "The date on which it was made.", Required: true), new("identified-by", "string", "serials or class.", Required: true),
            new("substitution", "string", "The seller's right to substitute: none, not-substantive or substantive.", Required: true),
            new("use-directed-by", "string", "buyer, seller or predetermined.", Required: true), new("operated-by", "string", "seller or buyer.", Required: true),
            new("share-of-output", "number", "The buyer's share of the site's output, 0 to 1.", Required: true), new("concluded", "string", "lease or service.", Required: true),
            new("assessor", "string", "Opaque id of who concluded it.", Required: true),
            new("reason", "string", "Why; needed where the conclusion is another than the answers come to."),
        ], Parameter.Contract);
    }
}
