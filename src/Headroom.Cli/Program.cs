using System.CommandLine;
using System.CommandLine.Parsing;
using Headroom.Cli;
using NodaTime;

// The one place in which the world's clock is taken; everything below is given it.
return Entry.Run(args, SystemClock.Instance, Console.Out, Console.Error);

/// <summary>The command line as a whole.</summary>
static class Entry
{
    /// <summary>Runs one command line and gives its exit code.</summary>
    public static int Run(string[] args, IClock clock, TextWriter output, TextWriter error)
    {
        try
        {
            var parse = Root(clock).Parse(args);
            if (parse.Errors.Count == 0) return parse.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
            foreach (var fault in parse.Errors) error.WriteLine($"usage: {fault.Message}");
            error.WriteLine($"usage: see headroom{Words(parse.CommandResult)} --help");
            return Output.Usage;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"the machine refused: {fault.Message}");
            return Output.Unavailable;
        }
#if !DEBUG
        catch (Exception bug)
        {
            error.WriteLine($"this is a bug in headroom: {bug.GetType().Name}: {bug.Message}");
            return Output.Bug;
        }
#endif
    }

    /// <summary>The words by which a command is called, each after a space; none for the root.</summary>
    static string Words(SymbolResult? command) => command is CommandResult { Parent: { } parent } result ? $"{Words(parent)} {result.Command.Name}" : "";

    /// <summary>Every command.</summary>
    public static RootCommand Root(IClock clock)
    {
        var root = new RootCommand(
            "Headroom: sell the capacity that your own products leave unused, and account for it.\n\nExit codes: 0 done, 1 refused (nothing was written), 2 usage, 3 a check found something, 69 the book is unavailable, 70 a bug.");
        foreach (var option in new Option[] { Common.Json, Common.Csv, Common.Table, Common.Book, Common.Actor, Common.Why, Common.DryRun, Common.Progress })
            root.Options.Add(option);
        foreach (var command in Commands(clock)) root.Subcommands.Add(command);
        return root;
    }

    // In this order they stand in the help.
    static IEnumerable<Command> Commands(IClock clock) =>
    [
        // Getting things in.
        UpCommand.Build(clock), LoadCommands.Load(clock), LoadCommands.Say(clock), LoadCommands.Clock(clock), PlayCommand.Build(clock),
        DemoCommand.Build(clock), OverviewCommand.Build(clock),
        // What can be sold, and offering it.
        SellableCommand.Build(clock), NeedCommands.Openings(clock), DemandCommands.Build(clock), NeedCommands.Needs(clock),
        NeedCommands.Recalls(clock), InquireCommand.Build(clock), QuoteCommands.Draft(clock), QuoteCommands.Build(clock),
        PortfolioCommand.Build(clock), WhatIfCommand.Build(clock), ValueCommand.Build(clock),
        // Contracts.
        TermsCommand.Build(clock), ContractCommands.Build(clock), AgendaCommand.Build(clock), IndexCommands.Build(clock), PartyCommands.Build(clock),
        RightsCommand.Build(clock), PurchasesCommand.Build(clock),
        // From contract to cash.
        BillCommands.Build(clock), InvoiceCommands.Build(clock), DisputeCommands.Disputes(clock), DisputeCommands.Dun(clock),
        PaymentCommand.Build(clock), BankCommand.Build(clock), AccountCommand.Build(clock), StatementCommand.Build(clock),
        // Accounts and reports.
        RevenueCommand.Build(clock), BacklogCommand.Build(clock), BalancesCommand.Build(clock), AccountingCommands.Build(clock),
        RollForwardCommand.Build(clock), CloseCommands.Build(clock), PostingCommands.Build(clock), TrialBalanceCommands.Build(clock),
        DiscloseCommand.Build(clock), CostsCommand.Build(clock), UtilisationCommand.Build(clock), ReturnsCommand.Build(clock),
        ExportCommand.Build(clock),
        // Delivery.
        QuotasCommand.Build(clock), ClusterCommands.Build(clock), BlockCommands.Build(clock), ReclaimCommands.Build(clock),
        MeterCommands.Build(clock), ConditionCommands.Build(clock), AvailabilityCommands.Build(clock), IncidentCommands.Build(clock),
        AgentCommand.Build(clock),
        // Causes and proof.
        WhyCommand.Build(clock), JournalCommands.Build(clock),
    ];
}
