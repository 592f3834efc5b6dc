# screens_model
