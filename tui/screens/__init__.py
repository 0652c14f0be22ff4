"""The screens: what wires the panes to the services."""
