"""What a coordinator must know: causes of alerts, and what each asks for."""
