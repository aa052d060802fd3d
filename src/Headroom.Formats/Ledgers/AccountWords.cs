using Headroom.Core.Documents;

namespace Headroom.Formats.Ledgers;

/// <summary>The words for kinds of accounts, in reports as in files that map them.</summary>
public static class AccountWords
{
    public static readonly (string Word, AccountKind Meaning)[] All = [.. Enum.GetValues<AccountKind>().Select(kind => (Of(kind), kind))];

    /// <summary>A kind as people read it: revenue is a balance too, of all months so far.</summary>
    public static string Titled(AccountKind kind) => kind == AccountKind.Revenue ? "revenue to date" : Of(kind).Replace('-', ' ');

    /// <summary>The word of a kind.</summary>
    public static string Of(AccountKind kind) => LedgerAccount.WordOf(kind);
}
