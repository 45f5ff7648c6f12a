"""What tests share: files, clients, commands, pages, a browser. No test is in here, and no test imports another."""
