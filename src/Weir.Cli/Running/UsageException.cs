namespace Weir.Cli.Running;

/// <summary>The command line asks for something that can't be; the message says what is allowed.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The command could not do its work, and the message says all that is to be said.</summary>
internal sealed class CommandException(string message) : Exception(message);
