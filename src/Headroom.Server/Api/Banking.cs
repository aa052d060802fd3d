using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Banking;
using Headroom.Formats.Reports;
using Headroom.Journal.Keeping;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>Statements of our banks: what their lines are proposed to be, recorded when asked for.</summary>
static class Banking
{
    static readonly string[] Tables = ["", "lines", "lines.pays", "balances", "grades", "report"];

    static readonly Operation Import =
        new("Matches a bank statement (ISO 20022 camt.053, or CSV) with open invoices, and with ?apply= records the matches; what was recorded before is not recorded again",
        [new("apply", "string", "certain or likely: record matches of this grade and surer ones. Default: record nothing."), .. Tabular.Parameters],
        [Bodies.XmlType, Bodies.TextXmlType, Bodies.CsvType], [])
        {
            Writes = true,
            MostBytes = BankStatements.MostBytes,
            Holds = "A camt.053 document, or CSV with the columns date,amount,currency,reference,remittance,payer.",
        };

    public static void Map(Routes routes) => routes.PostReport("/v1/bank-statements", Import, Imported);

    static Answer Imported(Asked asked, Body body, Speaker speaker)
    {
        var through = asked.Input.WordOr<MatchGrade?>("apply", null, ("certain", MatchGrade.Certain), ("likely", MatchGrade.Likely));
        if (asked.IsCsv && !Tables.Contains(asked.Input.Text("table", "", 200)))
            return new Refusal(RefusalCode.NotFound, "table", $"This report has no such table; there are {string.Join(", ", Tables[1..])}.");
        if (asked.Book.Opened is null) return new Refusal(RefusalCode.NotFound, "book", "The book has not been opened; its first fact says whose it is.");
        if (!BankStatements.Read(body.Bytes, body.MediaType != Bodies.CsvType).TryGet(out var statement, out var fault)) return fault;
        var import = new BankImport(asked.Desk.Keeper, statement);
        // Recorded as the answer is made, which is after all inputs were found in order.
        return Answer.Map(json =>
        {
            BankStatementJson.Write(json, statement,
                through is { } grade ? import.Apply(grade, speaker.Who.Actor, speaker.Who.Why, speaker.Key)
                : [.. import.Preview(asked.Book).Select(match => (match, (Refusal?)null))]);
            var head = asked.Desk.Now().Head;
            ClockJson.Write(json, asked.Desk.Keeper.ClockMoved(asked.Book.Position + 1, head.Position));
            json.WriteNumber("position", head.Position);
            json.WriteString("root", head.Root.ToString());
        });
    }
}
