"""Reading documents in processes of their own, with limits on time, memory and output."""
