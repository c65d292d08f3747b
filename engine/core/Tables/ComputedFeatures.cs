using SurrogateEngine.Trainers.Tabular;

namespace SurrogateEngine.Tables;

/// <summary>The features that a model's card says were computed from columns of its table.</summary>
static class ComputedFeatures
{
    /// <summary>A table with them added.</summary>
    /// <exception cref="RefusedException">The table lacks a column that they are computed from.</exception>
    public static TabularData Of(ImportedTable table, TabularModelCard card)
    {
        TabularData data = Smiles.Describe(table.Data, table.Data, table.NamesOf(card.Smiles));
        data = Pictures.Describe(data, data, card.Picture is { } picture ? table.NameOf(picture) : null,
            Path.GetDirectoryName(Path.GetFullPath(table.File))!);
        data = card.Early?.Describe(data) ?? data;
        return DerivedColumns.Describe(data, data, card.Derived);
    }
}
