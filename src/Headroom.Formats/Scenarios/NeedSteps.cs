using Headroom.Core.Commands;
using Headroom.Formats.Facts;

namespace Headroom.Formats.Scenarios;

/// <summary>The steps in which own products speak as customers of the fleet.</summary>
static class NeedSteps
{
    public static readonly string[] Kinds = ["need", "end-need", "request-recall", "answer-recall"];

    public static Command Read(Fields f, string kind) => kind switch
    {
        "need" => new FileNeed(NeedFormat.Need(f, f.Id("need"))),
        "end-need" => new EndNeed(f.Id("end-need"), f.Text("reason")),
        "request-recall" => new RequestRecall(NeedFormat.Request(f, f.Id("request-recall"))),
        _ => new AnswerRecall(f.Id("answer-recall"), f.Bool("granted", false), f.Text("reason")),
    };
}
