using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Expenditure;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Records an operating cost by the month, or corrects what was said under its id. Refused for a negative amount and a place that is not known.</summary>
public sealed record RecordExpense(Expense Expense) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            CostCheck.Home(book, Expense.Home),
            CostCheck.Amount(Expense.Monthly, "monthly", Expense.Currency),
            CostCheck.Run(Expense.From, Expense.Through, "through", InvoiceLine.Month),
        ],
        () => new ExpenseRecorded(Expense));
}
