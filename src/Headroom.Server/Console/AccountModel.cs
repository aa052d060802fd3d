using System.Collections.Immutable;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Server.Http;

namespace Headroom.Server.Console;

/// <summary>What the page of a customer's account shows: each currency by itself.</summary>
public sealed record AccountModel(Surroundings Around, Slug Customer, string Name, ImmutableArray<Account> Accounts)
{
    internal static AccountModel? Of(Asked asked)
    {
        var (customer, at) = (asked.Input.Id("customer"), asked.At);
        if (asked.Input.Faults.Count > 0) return null;
        var accounts = Account.Of(asked.Book, customer, at).ToImmutableArray();
        if (accounts.Length > 0) return new(Surroundings.Of(asked), customer, Surroundings.NameOf(asked, customer), accounts);
        asked.Input.Fault("customer", RefusalCode.NotFound, $"There is nothing on an account of '{customer}'.");
        return null;
    }
}
