using Headroom.Core.Expenditure;

namespace Headroom.Core.Books;

/// <summary>An operating cost by the month was recorded, or what an earlier fact said of it was corrected.</summary>
public sealed record ExpenseRecorded(Expense Expense) : FactBody
{
    public override string Kind => "expense.recorded.v1";
    public override string About => Expense.Id.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Outlays = book.Outlays with { Expenses = book.Outlays.Expenses.SetItem(Expense.Id, Expense) } };
}
