// The command line's own Command; a command of the book is written Core.Commands.Command here.
global using Command = System.CommandLine.Command;
