using System.CommandLine;
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
            error.WriteLine("usage: see headroom --help");
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

    /// <summary>Every command.</summary>
    public static RootCommand Root(IClock clock)
    {
        var root = new RootCommand("Headroom: sell the capacity that your own products leave unused, and account for it.\n\nExit codes: 0 done, 1 refused (nothing was written), 2 usage, 3 a check found something, 69 the book is unavailable, 70 a bug.");
        foreach (var option in new Option[] { Common.Json, Common.Csv, Common.Table, Common.Book, Common.Actor, Common.Why, Common.DryRun, Common.Progress }) root.Options.Add(option);
        foreach (var command in Commands(clock)) root.Subcommands.Add(command);
        return root;
    }

    static IEnumerable<Command> Commands(IClock clock) =>
    [
        UpCommand.Build(clock), LoadCommands.Load(clock), LoadCommands.Say(clock), LoadCommands.Clock(clock), PlayCommand.Build(clock),
        OverviewCommand.Build(clock), SellableCommand.Build(clock), NeedCommands.Needs(clock), NeedCommands.Recalls(clock), NeedCommands.Openings(clock), DemandCommands.Build(clock), QuotasCommand.Build(clock), ValueCommand.Build(clock), QuoteCommands.Draft(clock), QuoteCommands.Build(clock), ContractCommands.Build(clock), TermsCommand.Build(clock), BillCommands.Build(clock),
        InquireCommand.Build(clock), PortfolioCommand.Build(clock), WhatIfCommand.Build(clock),
        InvoiceCommands.Build(clock), DisputeCommands.Disputes(clock), DisputeCommands.Dun(clock), PaymentCommand.Build(clock), BankCommand.Build(clock), AccountCommand.Build(clock), RevenueCommand.Build(clock), BacklogCommand.Build(clock), WhyCommand.Build(clock), AgendaCommand.Build(clock), StatementCommand.Build(clock), ExportCommand.Build(clock), JournalCommands.Build(clock),
        AccountingCommands.Build(clock), BalancesCommand.Build(clock),
        CostsCommand.Build(clock), UtilisationCommand.Build(clock), ReturnsCommand.Build(clock),
        RollForwardCommand.Build(clock), CloseCommands.Build(clock),
        DiscloseCommand.Build(clock), PurchasesCommand.Build(clock),
        PostingCommands.Build(clock), TrialBalanceCommands.Build(clock),
        IndexCommands.Build(clock), PartyCommands.Build(clock),
        MeterCommands.Build(clock), ConditionCommands.Build(clock), AvailabilityCommands.Build(clock), IncidentCommands.Build(clock),
        BlockCommands.Build(clock),
        ReclaimCommands.Build(clock),
        ClusterCommands.Build(clock), AgentCommand.Build(clock), DemoCommand.Build(clock),
    ];
}
