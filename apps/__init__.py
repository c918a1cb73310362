"""Small real apps that use constructs_lib and are judged by the policies at synth."""
