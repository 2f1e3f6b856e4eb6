using System.Text;
using Award.Cli;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var width = Console.IsOutputRedirected ? (int?)null : Console.WindowWidth;
try
{
    return CommandLine.Run(args, new Terminal(Console.Out, Console.Error, width, !Console.IsErrorRedirected), TimeProvider.System);
}
catch (Exception fault)
{
    Console.Error.WriteLine($"award: a fault of the program, please report it: {fault}");
    return ExitCode.Fault;
}
