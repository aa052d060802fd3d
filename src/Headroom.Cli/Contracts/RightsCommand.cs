using System.CommandLine;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>rights</c>: what others may do that binds our capacity and prices.</summary>
static class RightsCommand
{
    public static Command Build(IClock clock) =>
        Common.Of("rights", "The rights that others hold over us: who may do what, from when, what it binds of capacity and price, and what it would do now.", clock, Run,
        Common.Text("--contract", "Only those under this contract."), Common.Text("--holder", "Only those of this party."), Common.At(), Common.Position());

    static int Run(Session session) => session.View((keeper, book) =>
    {
        var only = session.Input.Has("contract") ? session.Contract(book) : null;
        var (holder, at) = (session.Input.IdOrNone("holder"), session.At(keeper, book));
        if (session.Faults.Count > 0) return Output.Refused;
        var rights = (only is null ? HeldRight.Of(book, at) : HeldRight.Of(book, only, at)).Where(held => holder is null || held.Holder == holder).ToList();
        return session.Output.Print(json => RightsJson.Write(json, at, rights), console =>
        {
            if (rights.Count == 0) { console.WriteLine("Nobody else holds a right."); return; }
            var table = Show.Table(console, $"Rights that others hold on {Json.Text(at)}", "holder", "contract", "right", "from", "through", ">GPUs", ">amount", "", "",
                "~what it does");
            foreach (var held in rights)
                table.Row(held.Holder.ToString(), held.Contract.ToString(), RightsJson.Word(held.Right.Kind).Replace('-', ' '), held.Right.From is { } from ? Json.Text(from) : "",
                    Json.Text(held.Through),
                    held.Right.Gpus is { } gpus ? Show.Gpus(gpus.Count) : "", held.Right.Amount is { } amount ? Show.Money(amount, held.Currency) : "",
                    held.Right.Amount is null ? "" : held.Currency.Code,
                    held.Right.Amount is null ? "" : Show.Amount(held.Right.AmountOf), Show.Plain(held.Right.Does));
            console.Write(table);
        });
    });
}
