using Award.Api.Public;

namespace Award.Api.Pages;

/// <summary>What a score sheet's page shows.</summary>
public sealed record SheetModel(Speech Speech, string Address, SheetAnswer Sheet);
